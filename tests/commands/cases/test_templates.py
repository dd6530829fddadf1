"""An office's own templates: kept, inherited below, returned; nothing written over unseen, nothing by others."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast

from shuniu.commands.cases.templates import TemplateFile, keep_template
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused
from shuniu.models import DocumentTemplate, Entry
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.cases.templates import template_for, templates_in_force

ONE, OTHER = b"PK\x03\x04 one", b"PK\x03\x04 other"
NOTICE = TemplateKind.NOTICE


def kept(cast: Cast, content: bytes | None = ONE, **more: Any) -> int:
    key = more.pop("key", "")
    actor = more.pop("actor", None)
    given = {"party_organization": cast.top, "kind": NOTICE, "content": content, "seen": None, **more}
    return keep_template(cast.act(actor=actor, key=key), TemplateFile(**given))


def in_force(cast: Cast, node: int | None = None) -> bytes | None:
    return template_for(cast.clerk, node or cast.top, NOTICE)


@pytest.mark.django_db
def test_what_is_kept_holds_for_the_office_and_below(cast: Cast) -> None:
    assert in_force(cast) is None
    kept(cast)
    assert in_force(cast) == in_force(cast, cast.joint) == in_force(cast, cast.branch) == ONE
    assert template_for(cast.branch_secretary, cast.branch, NOTICE) == ONE
    assert template_for(cast.clerk, cast.top, TemplateKind.REPLY) is None
    # Of an office out of reach nothing is told.
    assert template_for(cast.outsider, cast.top, NOTICE) is None
    assert templates_in_force(cast.outsider, cast.top) == []


@pytest.mark.django_db
def test_the_nearest_office_with_one_decides(cast: Cast) -> None:
    kept(cast)
    kept(cast, OTHER, party_organization=cast.joint)
    assert (in_force(cast), in_force(cast, cast.joint), in_force(cast, cast.branch)) == (ONE, OTHER, OTHER)
    assert in_force(cast, cast.other) == ONE
    told = {one.kind: one for one in templates_in_force(cast.clerk, cast.other)}[NOTICE]
    assert (told.own, told.key, bool(told.of)) == (False, None, True)


@pytest.mark.django_db
def test_the_latest_holds_and_the_earlier_stays(cast: Cast) -> None:
    first = kept(cast)
    second = kept(cast, OTHER, seen=first)
    assert in_force(cast) == OTHER
    assert [bytes(row.content) for row in DocumentTemplate.objects.order_by("pk")] == [ONE, OTHER]
    third = kept(cast, None, seen=second)
    assert in_force(cast) is None
    kept(cast, ONE, seen=third)
    assert in_force(cast) == ONE
    acts = Entry.objects.filter(act__startswith="document_template").order_by("pk").values_list("act", flat=True)
    assert list(acts) == [f"document_template.{verb}" for verb in ("keep", "keep", "return", "keep")]


@pytest.mark.django_db
def test_nothing_is_written_over_unseen(cast: Cast) -> None:
    first = kept(cast)
    for seen in (None, first + 1):
        with pytest.raises(ChangedMeanwhile):
            kept(cast, OTHER, seen=seen)
    assert in_force(cast) == ONE


@pytest.mark.django_db
def test_one_key_keeps_once(cast: Cast) -> None:
    assert kept(cast, key="k") == kept(cast, key="k")
    assert DocumentTemplate.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "size"), (b"%PDF", "shape"), (None, "no_own")],
    ids=["empty", "no Word", "none to return"],
)
def test_a_refusal_writes_nothing(cast: Cast, content: bytes | None, code: str) -> None:
    with pytest.raises(Refused) as refused:
        kept(cast, content)
    assert code in [one.code for one in refused.value.decision.objections]
    assert DocumentTemplate.objects.count() == 0
    assert not Entry.objects.filter(act__startswith="document_template").exists()


@pytest.mark.django_db
def test_others_keep_nothing_here(cast: Cast) -> None:
    outsiders = [cast.outsider, cast.secretary, cast.branch_secretary]
    outsiders.append(cast.actor_at(cast.joint, Role.COMMITTEE_CLERK))  # a committee below reaches itself only
    for actor in outsiders:
        with pytest.raises(Refused) as refused:
            kept(cast, actor=actor)
        assert [one.code for one in refused.value.decision.objections] == ["not_in_reach"]
    assert DocumentTemplate.objects.count() == 0
