"""May an office keep a file as its template, or return to the one above?"""

from __future__ import annotations

import pytest

from shuniu.policy.cases.templates import MOST_BYTES, TemplateFacts, may_keep

PACKED = b"PK\x03\x04"


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        pytest.param(TemplateFacts(content=PACKED, own=False), [], id="platform#文书模板 first"),
        pytest.param(TemplateFacts(content=PACKED, own=True), [], id="platform#文书模板 another"),
        pytest.param(TemplateFacts(content=PACKED, own=True, same=True), ["same"], id="platform#文书模板 the same"),
        pytest.param(TemplateFacts(content=b"", own=False), ["size", "shape"], id="platform#文书模板 empty"),
        pytest.param(
            TemplateFacts(content=PACKED + b"0" * (MOST_BYTES - 4), own=False), [], id="platform#文书模板 1 MB"
        ),
        pytest.param(
            TemplateFacts(content=PACKED + b"0" * (MOST_BYTES - 3), own=False),
            ["size"],
            id="platform#文书模板 over 1 MB",
        ),
        pytest.param(TemplateFacts(content=b"%PDF-1.7", own=False), ["shape"], id="platform#文书模板 no Word"),
        pytest.param(TemplateFacts(content=None, own=True), [], id="platform#文书模板 returned"),
        pytest.param(TemplateFacts(content=None, own=False), ["no_own"], id="platform#文书模板 nothing to return"),
    ],
)
def test_keeping_a_template(facts: TemplateFacts, codes: list[str]) -> None:
    assert [one.code for one in may_keep(facts).objections] == codes
