"""Where does a sheet's heading stand, and what does each column of it mean?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from shuniu.kernel.text import fold
from shuniu.spreadsheets.imports.findings import column_letters
from shuniu.spreadsheets.imports.headings import REMARKS, SERIAL, Heading, keys_of
from shuniu.spreadsheets.imports.kinds import KINDS, SIGNATURES
from shuniu.spreadsheets.imports.kinds.kind import Field, Kind, Signature
from shuniu.spreadsheets.imports.opening import Grid

_DEEPEST = 40  # rows from the top among which a heading is looked for
_TALLEST = 3
_SAMPLE = 80
_TELLING = 3
_SENTENCE = re.compile(r"[：:].*\d|。|；")
Block = tuple[int, int]
Mapping_ = Mapping[str, str | None]


@dataclass(frozen=True)
class Placed:
    """One column of the sheet: its place from 0, its heading, and the field it was found to mean."""

    place: int
    heading: Heading
    field: Field | None

    @property
    def key(self) -> str:
        """What a clerk's mapping calls it: its heading, or its letters where it has none."""
        return self.heading.path or f"{column_letters(self.place + 1)}列"


@dataclass(frozen=True)
class Layout:
    kind: Kind | Signature
    first: int
    last: int
    columns: tuple[Placed, ...]
    score: float

    @property
    def by_field(self) -> dict[str, Placed]:
        return {column.field.name: column for column in self.columns if column.field is not None}

    @property
    def groups(self) -> str:
        """The field that rows of their own may name."""
        return self.kind.grouped_by if isinstance(self.kind, Kind) else ""

    @property
    def serials(self) -> frozenset[int]:
        return frozenset(one.place for one in self.columns if SERIAL.intersection(one.heading.spellings()))


def layouts(grid: Grid, kinds: Iterable[Kind | Signature], mapping: Mapping_) -> list[Layout]:
    """The best reading of this sheet's heading for each kind that fits at all, the best first."""
    headed = {block: headings(grid, block) for block in _blocks(grid, mapping)}
    found = []
    for kind in kinds:
        tried = [layout for block, above in headed.items() if (layout := _layout(kind, block, above, mapping))]
        if tried:
            found.append(max(tried, key=lambda layout: (layout.score, layout.first - layout.last)))
    return sorted(found, key=lambda layout: -layout.score)


def _blocks(grid: Grid, mapping: Mapping_) -> Iterator[Block]:
    """Runs of up to three rows that could be one heading: one of them holds words that headings use."""
    known = _known_spellings() | {key for text in mapping for key in keys_of(text.rsplit("/", 1)[-1])}
    cells = [[fold(cell) for cell in row] for row in islice(grid.rows, _DEEPEST)]
    hits = [sum(1 for text in row if text and not known.isdisjoint(keys_of(text))) for row in cells]
    able = [_could_head(row) for row in cells]
    for first in range(len(cells)):
        for last in range(first, min(first + _TALLEST, len(cells))):
            if not able[last]:
                break
            if max(hits[first : last + 1]) >= 2 and hits[last] >= 1:
                yield first, last


def _could_head(row: list[str]) -> bool:
    texts = {text for text in row if text}
    return len(texts) >= 2 and not any(len(text) > 60 or _SENTENCE.search(text) for text in texts)


@lru_cache(maxsize=1)
def _known_spellings() -> frozenset[str]:
    found: set[str] = set(SERIAL | REMARKS)
    for kind in KINDS.values():
        found |= kind.also
        for one in kind.fields:
            found |= one.spellings | one.weak
            if one.ticks is not None:
                # 男, 正式 and the like head columns of ticks, but far more often they are what stands in a cell.
                found -= {spelling for spelling in one.spellings if len(spelling) < _TELLING}
    for signature in SIGNATURES:
        found |= signature.spellings
    return frozenset(found)


def headings(grid: Grid, block: Block) -> list[Heading]:
    """The path above each column, merged cells spread over the columns and rows they cover."""
    first, last = block
    width = max((len(row) for row in grid.rows[first : last + 1]), default=0)
    texts = [[fold(cell) for cell in row] + [""] * (width - len(row)) for row in grid.rows[first : last + 1]]
    merged = False
    for top, left, bottom, right in grid.merges:
        if first <= top <= last and bottom <= last:
            merged = merged or right > left
            for row in range(top, bottom + 1):
                texts[row - first][left : right + 1] = [texts[top - first][left]] * (min(right + 1, width) - left)
    if not merged:
        _spread(texts)
    return [Heading(tuple(dict.fromkeys(text for text in column if text))) for column in zip(*texts, strict=True)]


def _spread(texts: list[list[str]]) -> None:
    """Without merged cells a group's heading stands over its first column only."""
    for upper, lower in zip(texts, texts[1:], strict=False):
        for place in range(1, len(upper)):
            if not upper[place] and lower[place] and upper[place - 1] and lower[place - 1]:
                upper[place] = upper[place - 1]


def _layout(kind: Kind | Signature, block: Block, above: list[Heading], mapping: Mapping_) -> Layout | None:
    edges = sum(0.3 for one in above if not (SERIAL | REMARKS).isdisjoint(one.spellings()))
    if isinstance(kind, Signature):
        matched = kind.spellings.intersection(key for one in above for key in one.spellings())
        return Layout(kind, *block, (), len(matched) + edges) if len(matched) >= 4 else None
    taken = _assign(kind, above, mapping)
    score = sum(one.weight for one in taken.values()) + edges
    score += sum(0.5 for one in above if not kind.also.isdisjoint(one.spellings()))
    left_out = sum(1 for one in above if one.path in mapping and not mapping[one.path])
    score += left_out + sum(1.1 for place, one in enumerate(above) if place not in taken and _of_another(kind, one))
    if not any(one.name in kind.essential for one in taken.values()) or len(taken) + left_out < 2:
        return None
    columns = tuple(Placed(place, heading, taken.get(place)) for place, heading in enumerate(above))
    return Layout(kind, *block, columns, score)


def _assign(kind: Kind, above: list[Heading], mapping: Mapping_) -> dict[int, Field]:
    """Column → field: the clerk's word first, then the longest spelling found, then the look of the words."""
    taken: dict[int, Field] = {}
    barred: set[int] = set()
    for place, heading in enumerate(above):
        key = heading.path or f"{column_letters(place + 1)}列"
        if key in mapping:
            barred.add(place)
            meant = next((one for one in kind.fields if one.name == mapping[key]), None)
            if meant is not None and meant not in taken.values():
                taken[place] = meant
    offers = sorted(
        (not exact, -length, place, order)
        for place, heading in enumerate(above)
        if place not in barred
        for order in _candidates(kind, heading)
        for length, exact in (_fits(kind.fields[order], heading),)
        if length
    )
    for _, _, place, order in offers:
        if place not in taken and kind.fields[order] not in taken.values():
            taken[place] = kind.fields[order]
    return taken


def _of_another(kind: Kind, heading: Heading) -> bool:
    """书记 above 联系电话 explains that column: it is nobody's of the record."""
    outer, leaf = "".join(heading.parts[:-1]), Heading(heading.parts[-1:])
    if not outer:
        return False
    barring = (one for one in kind.fields if one.not_under is not None and one.not_under.search(outer))
    return any(_fits(one, leaf)[0] for one in barring)


def _candidates(kind: Kind, heading: Heading) -> set[int]:
    if not heading.parts:
        return set()
    spelled = (order for key in heading.spellings() for order in kind.by_spelling.get(key, ()))
    return {*spelled, *kind.by_look}


def _fits(one: Field, heading: Heading) -> tuple[int, bool]:
    """How much of the heading the field's spelling explains, and whether it is a known spelling."""
    keys = heading.spellings()
    if one.not_under is not None and one.not_under.search("".join(heading.parts[:-1])):
        keys = tuple(
            key for key in keys if len(key) > len(heading.leaf)
        )  # only a spelling that names what stands above
    if exact := max((len(key) for key in keys if key in one.spellings), default=0):
        return exact, True
    if not keys or (one.unlike is not None and one.unlike.search(heading.path)):
        return 0, False
    if weak := max((len(key) for key in keys if key in one.weak), default=0):
        return weak, False
    if one.pattern is None:
        return 0, False
    return max((len(found[0]) for key in keys[:2] if (found := one.pattern.search(key))), default=0), False


def recognised_by_values(layout: Layout, grid: Grid, mapping: Mapping_) -> Layout:
    """Columns whose heading says nothing may still be known by what stands in them."""
    assert isinstance(layout.kind, Kind)
    present = layout.by_field
    sample = [row for row in grid.rows[layout.last + 1 : layout.last + 1 + _SAMPLE]]
    columns = list(layout.columns)
    for one in layout.kind.fields:
        if one.recognises is None or one.name in present:
            continue
        for place, column in enumerate(columns):
            if column.field is None and column.key not in mapping and _mostly(one, sample, place):
                columns[place] = Placed(column.place, column.heading, one)
                break
    return Layout(layout.kind, layout.first, layout.last, tuple(columns), layout.score)


def _mostly(one: Field, sample: list[list[object]], place: int) -> bool:
    assert one.recognises is not None
    cells = [row[place] for row in sample if place < len(row) and fold(row[place])]
    return len(cells) >= 2 and sum(map(one.recognises, cells)) >= 0.6 * len(cells)
