"""收文: may a body sign for a document, say what it has done with it, or reply to it; and what does it owe?

请示 is replied to (批复), 报告 is taken note of or put on record; a 函 is replied to where it asks for that. Whoever
gets a copy owes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.received import NoteOutcome, Owed, ReceivedState

RECEIVING = Clause("platform#收文", "收文：由收文的机关签收、阅办、回复，发文的机关看到办理情况")
LONGEST_NOTE = 500
_RECEIVER = "收文的机关"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A document as it lies with one body. ``asks``: it asks for a reply; ``copied``: this body gets a copy.

    ``outcome`` is what the body has put down, ``answered``: a document of its own replies, ``paper``: one that went
    out on paper has no receipt here."""

    kind: DocumentKind
    asks: bool = False
    copied: bool = False
    void: bool = False
    signed: bool = False
    outcome: NoteOutcome | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """What the body is about to say it has done; ``text``: what it answers."""

    outcome: NoteOutcome
    text: str


def owed(kind: DocumentKind, *, asks: bool, copied: bool) -> Owed:
    if copied:
        return Owed.NOTHING
    if kind is DocumentKind.REQUEST or (kind is DocumentKind.LETTER and asks):
        return Owed.REPLY
    return Owed.NOTE if kind is DocumentKind.REPORT else Owed.NOTHING


def state_of(facts: Received) -> ReceivedState:
    if facts.void:
        return ReceivedState.VOID
    if not facts.signed:
        return ReceivedState.UNREAD
    if facts.answered:
        return ReceivedState.REPLIED
    if facts.outcome is not None:
        return ReceivedState(facts.outcome.value)
    due = owed(facts.kind, asks=facts.asks, copied=facts.copied)
    return {Owed.REPLY: ReceivedState.OPEN, Owed.NOTE: ReceivedState.TO_NOTE}.get(due, ReceivedState.RECEIVED)


def outcomes(facts: Received) -> tuple[NoteOutcome, ...]:
    """What may be put down of it, the likeliest first. A body without a register replies in words."""
    found = [NoteOutcome.SEEN]
    if facts.kind is DocumentKind.REPORT:
        found.insert(0, NoteOutcome.FILED)
    if facts.kind is DocumentKind.LETTER and not facts.copied:
        found.insert(0, NoteOutcome.REPLIED)
    # Whoever asks for instructions gets a reply, and not a word that it was seen.
    return () if facts.kind is DocumentKind.REQUEST and not facts.copied else tuple(found)


def may_sign(facts: Received) -> Decision:
    return Decision(tuple(_signing(facts)))


def may_note(facts: Received, noting: Noting) -> Decision:
    return Decision((*_open(facts), *_noted(facts, noting)))


def may_reply(facts: Received) -> Decision:
    """With a document of the body's own."""
    return Decision(tuple(_open(facts)))


def _signing(facts: Received) -> Iterator[Objection]:
    if facts.void:
        yield _void()
    if facts.signed:
        yield _objection("signed_already", "这份文件已经签收。", "已登记签收", "不用再签收")


def _open(facts: Received) -> Iterator[Objection]:
    if facts.void:
        yield _void()
    elif not facts.signed:
        yield _objection("not_signed", "这份文件还没有签收。", "没有登记签收", "先签收")
    if facts.answered:
        yield _objection("replied_already", "这份文件已经回复。", "已有回复的文件", "需要补充的，另行发文")
    if facts.outcome is not None:
        yield _objection("noted_already", "办理情况已经登记。", f"登记为{facts.outcome.label}", "不用再登记")


def _noted(facts: Received, noting: Noting) -> Iterator[Objection]:
    possible = outcomes(facts)
    if noting.outcome not in possible:
        told = "、".join(one.label for one in possible) or "以批复答复"
        yield _objection(
            "outcome_unfit", f"{facts.kind.label}不能登记为“{noting.outcome.label}”。", f"文种为{facts.kind.label}",
            f"可以办理的：{told}", "outcome",
        )  # fmt: skip
    written = len(noting.text.strip())
    if written > LONGEST_NOTE or (noting.outcome is NoteOutcome.REPLIED and not written):
        fact = f"写了 {written} 字"
        yield _objection("note_length", "请写明回复的内容。", fact, f"写明怎样办理，不超过 {LONGEST_NOTE} 字", "text")


def _void() -> Objection:
    return _objection("void", "这份文件已经作废。", "发文的机关已登记作废", "等发文的机关另行发文")


def _objection(code: str, missing: str, fact: str, remedy: str, field: str = "") -> Objection:
    return Objection(clause=RECEIVING, code=code, missing=missing, fact=fact, remedy=remedy, who=_RECEIVER, field=field)
