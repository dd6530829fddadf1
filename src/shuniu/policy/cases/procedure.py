"""From which state does which act lead where, who has it in hand then, and which right does the act take?

A procedure is a table. Nothing of it is code: whoever reads ``transitions`` and ``holders`` has read all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.word import Word

# The condition of a table under which an outside body decides.
OUTSIDE = "outside"


class Transition(NamedTuple):
    """``action`` is the right that the act takes, besides that the case lies within reach.

    ``when`` names the condition under which this one is taken; the one without stands for every other case.
    """

    state: Word
    verb: Verb
    becomes: Word
    action: Action
    when: str = ""


class DueAfter(NamedTuple):
    """A state is due so many working days or months (the unit of the figure) after the case came into it."""

    figure: str
    months: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """``what`` names a case of it in a sentence (“这份申请”), ``clause`` stands behind its order.

    ``holders`` names whose turn it is; what it does not name is closed and on nobody's list. ``fields`` are those that
    may be remarked upon, with their labels. In the states of ``mending`` only what was remarked upon may be changed.
    ``due`` counts from when a state was reached, ``overall`` from when the case was first submitted. A state of
    ``planned`` is to be over on the day that the applicant filed under this name, where nothing else sets one.
    """

    kind: CaseKind
    what: str
    clause: Clause
    first: Word
    transitions: tuple[Transition, ...]
    holders: Mapping[Word, CaseHolder]
    fields: Mapping[str, str]
    mending: frozenset[Word] = frozenset()
    due: Mapping[Word, DueAfter] = field(default_factory=dict)
    overall: DueAfter | None = None
    planned: Mapping[Word, str] = field(default_factory=dict)

    @property
    def filled_in(self) -> tuple[Word, ...]:
        """The states in which it lies with the applicant and may be filled in."""
        return tuple(state for state, holder in self.holders.items() if holder is CaseHolder.APPLICANT)

    @property
    def waiting(self) -> tuple[Word, ...]:
        """The states in which it waits for an office."""
        return tuple(state for state, holder in self.holders.items() if holder is not CaseHolder.APPLICANT)

    def verbs_of(self, state: Word) -> frozenset[Verb]:
        return frozenset(one.verb for one in self.transitions if one.state is state)

    def transition(self, state: Word, verb: Verb, when: str = "") -> Transition:
        """Asked only for what ``may_move`` allows."""
        found = [one for one in self.transitions if (one.state, one.verb) == (state, verb)]
        return next((one for one in found if one.when == when), found[0])

    def actions_of(self, verb: Verb) -> frozenset[Action]:
        return frozenset(one.action for one in self.transitions if one.verb is verb)

    def may_move(self, state: Word, verb: Verb, only: Word | None = None) -> Decision:
        """``only``: the act is meant for that one state, where others know the same verb."""
        if verb in self.verbs_of(state) and only in (None, state):
            return Decision()
        return Decision((self._not_from(state, verb.label),))

    def may_fill_in(self, state: Word) -> Decision:
        """Only while it lies with the applicant."""
        return Decision() if state in self.filled_in else Decision((self._not_from(state, "修改"),))

    def may_change(self, changed: Collection[str], unlocked: Collection[str] | None) -> Decision:
        """After it was returned only what was remarked upon may be mended; None: nothing is locked."""
        if unlocked is None:
            return Decision()
        return Decision(
            tuple(
                Objection(
                    clause=self.clause,
                    code="locked",
                    missing="这一项没有退回意见，不能改。",
                    fact="只有退回的项目可以修改",
                    remedy="恢复原来的内容",
                    who=CaseHolder.APPLICANT.label,
                    field=name,
                )
                for name in self.fields
                if name in changed and name not in unlocked
            )
        )

    def _not_from(self, state: Word, act: str) -> Objection:
        mine = self.verbs_of(state)
        allowed = "、".join(verb.label for verb in Verb if verb in mine)
        holder = self.holders.get(state)
        return Objection(
            clause=self.clause,
            code="wrong_state",
            missing=f"{self.what}现在不能{act}。",
            fact=f"{self.what}{state.label}",
            remedy=f"现在可以：{allowed}" if allowed else "已经办结，需要变动的另行办理",
            who=holder.label if holder else CaseHolder.APPLICANT.label,
        )
