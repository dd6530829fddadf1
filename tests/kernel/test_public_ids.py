"""Many public ids: in their order, known again by one digest, however they were brought together."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel import public_ids
from shuniu.kernel.public_ids import PublicIds

IDS = st.lists(st.uuids(), max_size=12)


@given(ids=IDS, portion=st.integers(1, 5))
def test_it_is_known_by_the_digest_of_its_lines(ids: list[UUID], portion: int) -> None:
    lines = "\n".join(sorted({str(one) for one in ids}))
    held = public_ids._PORTION
    try:
        public_ids._PORTION = portion
        assert PublicIds.of(ids).digest == sha256(lines.encode()).hexdigest()
    finally:
        public_ids._PORTION = held


@given(first=IDS, second=IDS)
def test_sets_are_brought_together_and_told_apart(first: list[UUID], second: list[UUID]) -> None:
    one, other = PublicIds.of(first), PublicIds.of(second)
    both = PublicIds.together([one, PublicIds(), other])
    assert list(both) == sorted({*first, *second}, key=str)
    assert len(both) == len({*first, *second})
    assert one - other == set(first) - set(second)
    assert PublicIds.of(reversed(list(both))) == both


def test_it_is_told_as_an_array_is_written() -> None:
    first, second = UUID(int=1), UUID(int=2)
    assert PublicIds.of([second, first]).listed == "{" + first.hex + "," + second.hex + "}"
    assert PublicIds().listed == "{}"
