"""Are the packs complete, and is a wrong one refused with the place of its defect?"""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from shuniu.policy.packs import PACK_KEYS, PackBroken, load_packs, vocabulary
from shuniu.policy.packs.loading import pack_from
from shuniu.policy.words import Confidence, Force

GOOD: dict[str, Any] = {
    "pack": {
        "key": "trial",
        "title": "试行文本",
        "place": "某市",
        "issued": "2020年",
        "valid_from": date(2020, 1, 1),
        "standing": "normative",
    },
    "clauses": {"6": "扩大党的组织覆盖"},
    "figure": [
        {"key": "formation.min_full_members", "value": 3, "clause": "trial#6", "confidence": "seed"},
    ],
}


def changed(**row: Any) -> dict[str, Any]:
    content = deepcopy(GOOD)
    content["figure"][0] |= row
    return content


def test_packs_load_and_every_statement_names_a_clause_of_its_own_text() -> None:
    packs = load_packs()
    assert tuple(packs) == PACK_KEYS
    for pack in packs.values():
        for one in pack.statements:
            assert one.clause.key.startswith(f"{pack.key}#") and one.clause.title
            assert one.unverified == (one.confidence is Confidence.MEMORY)
            assert one.silent == (one.value is None) and (one.note or not one.silent)


def test_packs_chain_to_the_national_texts() -> None:
    packs = load_packs()
    assert packs["bj2020"].chain == ("bj2020", "bj2016", "bj2015", "national")
    assert packs["ah2017"].chain == ("ah2017", "national")
    assert packs["xy"].chain == ("xy", "national")


def test_packs_only_the_beijing_opinion_and_the_national_texts_are_normative() -> None:
    assert {key for key, pack in load_packs().items() if pack.standing is Force.NORMATIVE} == {
        "national",
        "bj2016",
    }


def test_packs_rows_of_lists_cite_clauses_that_exist() -> None:
    for pack in load_packs().values():
        for one in pack.statements:
            rows = one.value if isinstance(one.value, tuple) else ()
            for row in rows:
                if isinstance(row, dict) and "clause" in row:
                    assert pack.clause(row["clause"]).title


def test_vocabulary_has_no_key_that_no_text_speaks_of() -> None:
    spoken = {one.key for pack in load_packs().values() for one in pack.statements}
    assert spoken == set(vocabulary())


@pytest.mark.parametrize(
    ("content", "defect"),
    [
        (changed(key="formation.minimum"), "not in the vocabulary"),
        (changed(clause="trial#7"), "no clause trial#7"),
        (changed(clause="bj2016#6"), "no clause bj2016#6"),
        (changed(value="3"), "not of shape integer"),
        (changed(value=True), "not of shape integer"),
        (changed(silent=True, note="未写"), "either a value, or silent"),
        (changed(confidence="memory"), "unverified = true"),
        (changed(unverified=True), "unverified = true"),
        (changed(confidence="certain"), "certain"),
        (changed(force="law"), "law"),
        (GOOD | {"figure": [GOOD["figure"][0], GOOD["figure"][0]]}, "stated twice"),
        (GOOD | {"clauses": {}}, "no clause"),
        ({key: value for key, value in GOOD.items() if key != "pack"}, "'pack' is missing"),
    ],
)
def test_packs_refuse_a_wrong_text_and_say_where(content: dict[str, Any], defect: str) -> None:
    with pytest.raises(PackBroken, match=defect):
        pack_from("trial", content, vocabulary())


def test_packs_a_silence_needs_a_note() -> None:
    content = changed(silent=True)
    del content["figure"][0]["value"]
    with pytest.raises(PackBroken, match="with a note"):
        pack_from("trial", content, vocabulary())
    content["figure"][0]["note"] = "原文未写人数"
    assert pack_from("trial", content, vocabulary()).statements[0].silent


def test_packs_a_later_change_of_the_law_is_one_more_dated_line() -> None:
    content = changed(to=date(2024, 1, 1))
    content["figure"].append(GOOD["figure"][0] | {"value": 5, "from": date(2024, 1, 1)})
    pack = pack_from("trial", content, vocabulary())
    key = "formation.min_full_members"
    assert pack.in_force(date(2023, 12, 31))[key].value == 3
    assert pack.in_force(date(2024, 1, 1))[key].value == 5
    assert key not in pack.in_force(date(2019, 12, 31))
