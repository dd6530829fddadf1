"""Acts and their journal lines: the frame every command works in."""

from shuniu.commands.journal.acts import Act, KeyReused, Opened, act_of, keep_tree, lock_tree, lock_units, open_act
from shuniu.commands.journal.dated import Change, ChangedMeanwhile, Seen, change_from, correct, in_force

__all__ = [
    "Act",
    "Change",
    "ChangedMeanwhile",
    "KeyReused",
    "Opened",
    "Seen",
    "act_of",
    "change_from",
    "correct",
    "in_force",
    "keep_tree",
    "lock_tree",
    "lock_units",
    "open_act",
]
