"""Where does a long title break? Between words, the upper line the longer one; never inside the name of a body."""

from __future__ import annotations

# 2号 letters in a line of 156 mm.
LONGEST = 20
# A break stands well before these words and after those; whatever else may be a word, nobody knows it here.
_BEFORE = (
    "中共", "支部委员会", "总支部委员会", "联合委员会", "联合党委", "联合支部", "综合委员会", "委员会", "党支部",
    "专项行动", "选举", "有关", "工作", "开展", "做好", "成立", "撤销", "调整", "变更", "召开", "举行", "落实", "加强",
)  # fmt: skip
# What stands before these words belongs to them.
_WHOLE = {"委员会": ("联合", "综合", "支部"), "支部委员会": ("总", "联合")}
_AFTER = (
    "关于",
    "同意",
    "和",
    "与",
    "、",
    "》",
    "”",
    "）",
    "协会",
    "商会",
    "学会",
    "基金会",
    "中心",
    "促进会",
    "联合会",
    "的",
)
_OPENING, _CLOSING = "《“（〔", "》”）〕、，：的"


def title_lines(title: str) -> tuple[str, ...]:
    """The lines of a title: in the fewest that hold it, or one more where that breaks no word."""
    if len(title) <= LONGEST:
        return (title,)
    fewest = -(-len(title) // LONGEST)
    for count in (fewest, fewest + 1):
        wished = -(-len(title) // count) + 2
        good = [place for place in _places(title, count) if _between_words(title, place)]
        if good:
            first = min(good, key=lambda place: (abs(place - wished), place))
            return (title[:first], *title_lines(title[first:]))
    first = max(_places(title, fewest))
    return (title[:first], *title_lines(title[first:]))


def _places(title: str, count: int) -> list[int]:
    """Where the first of ``count`` lines may end, so that the others hold the rest."""
    least = max(len(title) - LONGEST * (count - 1), 1)
    places = range(least, min(LONGEST, len(title) - 1) + 1)
    fit = [place for place in places if title[place] not in _CLOSING and title[place - 1] not in _OPENING]
    return fit or list(places)


def _between_words(title: str, place: int) -> bool:
    upper, lower = title[:place], title[place:]
    if any(lower.startswith(word) and upper.endswith(_WHOLE[word]) for word in _WHOLE):
        return False
    return lower.startswith(_BEFORE) or upper.endswith(_AFTER)
