"""What does the heading of a column say, whatever signs and hints surround it?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from shuniu.kernel.text import fold

_HINT = re.compile(r"（[^（）]*）|【[^】]*】|\[[^\]]*\]")
_BRACKETS = re.compile(r"[（）【】\[\]、/／·及和或与]")
_ORNAMENT = re.compile(r"^[*★☆◆●▲#\d]*[.、]?|[*★☆:：]+$|[\"'“”‘’]|其中[:：]?|^是否为?必填")


def words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def spellings(line: str) -> frozenset[str]:
    """Headings given as one line, brought into the form in which they are looked up."""
    return frozenset(keys_of(word)[0] for word in line.split())


SERIAL = words("序号 编号 序 号 NO. No. no NO 行号 行次 顺序号 项目序号 ID id")
REMARKS = words("备注 备注说明 说明 注 其他说明")


@lru_cache(maxsize=20_000)
def keys_of(text: str) -> tuple[str, ...]:
    """The spellings to try for one heading: whole, then without its hints in brackets."""
    folded = fold(text)
    whole = _ORNAMENT.sub("", _BRACKETS.sub("", _ORNAMENT.sub("", folded)))
    bare = _ORNAMENT.sub("", _BRACKETS.sub("", _HINT.sub("", folded)))
    return (whole, bare) if bare and bare != whole else (whole,)


@dataclass(frozen=True)
class Heading:
    """The headings above one column, outermost first, each once."""

    parts: tuple[str, ...]

    @property
    def path(self) -> str:
        return "/".join(self.parts)

    @property
    def leaf(self) -> str:
        return self.parts[-1] if self.parts else ""

    def spellings(self) -> tuple[str, ...]:
        """Every spelling a field may be known by, the closest to the column first."""
        return _keys_of_path(self.parts)


@lru_cache(maxsize=20_000)
def _keys_of_path(parts: tuple[str, ...]) -> tuple[str, ...]:
    if not parts:
        return ()
    found = list(keys_of(parts[-1]))
    for depth in range(2, len(parts) + 1):
        found.extend(keys_of("".join(parts[-depth:])))
        found.append("".join(keys_of(part)[-1] for part in parts[-depth:]))
    return tuple(dict.fromkeys(found))
