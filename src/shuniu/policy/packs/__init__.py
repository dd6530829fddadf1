"""Which texts hold, what do they say, and since when? The packs are the ``.toml`` files beside this one."""

from shuniu.policy.packs.loading import PACK_KEYS, PackBroken, load_packs, vocabulary
from shuniu.policy.packs.merging import Figure, Figures, LocalValue, NotStated, merged
from shuniu.policy.packs.texts import KeyEntry, Pack, Shape, Statement

__all__ = [
    "PACK_KEYS",
    "Figure",
    "Figures",
    "KeyEntry",
    "LocalValue",
    "NotStated",
    "Pack",
    "PackBroken",
    "Shape",
    "Statement",
    "load_packs",
    "merged",
    "vocabulary",
]
