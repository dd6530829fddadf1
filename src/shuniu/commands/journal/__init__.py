"""Acts and their journal lines: the frame every command works in."""

from shuniu.commands.journal.acts import (
    Act,
    KeyReused,
    Opened,
    act_of,
    keep_tree,
    lines_kept,
    lock_tree,
    lock_units,
    open_act,
)
from shuniu.commands.journal.again import GivenUp, can_be_done_again, once_more
from shuniu.commands.journal.dated import Change, ChangedMeanwhile, Seen, change_from, correct, in_force

__all__ = [
    "Act",
    "Change",
    "ChangedMeanwhile",
    "GivenUp",
    "KeyReused",
    "Opened",
    "Seen",
    "act_of",
    "can_be_done_again",
    "change_from",
    "correct",
    "in_force",
    "keep_tree",
    "lines_kept",
    "lock_tree",
    "lock_units",
    "once_more",
    "open_act",
]
