"""The checks themselves: each returns what is wrong, so that a planted defect can show that it would be found."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tests.security.asking import Answer, Ask, address, get, post, without_ids
from tests.security.relations import PERSONAS
from tests.security.sending import ASKED_WITH, PREPARED, filled
from tests.security.sitemap import EXPECTED
from tests.security.tree import World
from tests.security.walking import REFUSED, cells, shown_to
from tests.security.written import LOOKS, undone, watched


def attempted(world: World, name: str, persona: str, place: str, method: str, ask: Ask = get) -> Answer:
    where = address(world, name, EXPECTED[name].subject, place)
    if method == "GET":
        return ask(world, persona, where)
    return post(world, persona, where + ASKED_WITH.get(name, ""), filled(world, name, persona, place))


def shown_wrongly(
    world: World, names: Collection[str], personas: Iterable[str] = PERSONAS, ask: Ask = get
) -> list[str]:
    """Looking: every cell whose answer is not the promised one, or tells what is foreign from what never was."""
    found = []
    for persona in personas:
        for name in names:
            for relation, place, letter in cells(name, persona, "GET") if shown_to(name, persona) else ():
                answer = attempted(world, name, persona, place, "GET", ask)
                if answer.letter != letter:
                    found.append(f"GET {name}: {persona} {relation} got {answer.letter}, promised {letter}")
                elif apart(world, name, persona, relation, answer, "GET"):
                    found.append(f"GET {name}: {persona} can tell what is foreign from what is missing")
    return found


def written_wrongly(world: World, names: Collection[str], personas: Iterable[str] = PERSONAS) -> list[str]:
    """Sending: every cell whose answer is not the promised one, or that wrote although it was not to.

    Forms are filled in as the office that may send them would. What is refused is sent one after the other and leaves
    the ledger as it stood; what is let through is looked at and undone, each by itself.
    """
    found = []
    for name in names:
        every = [(persona, *cell) for persona in personas for cell in cells(name, persona, "POST")]
        with watched() as refused:
            for persona, relation, place, letter in every:
                if letter in REFUSED:
                    found += sent(world, name, (persona, relation, place, letter))
        found += [f"POST {name}: refused, and wrote {called(table)}" for table in refused.tables]
        for persona, relation, place, letter in every:
            if letter not in REFUSED:
                with undone():
                    if name in PREPARED:
                        PREPARED[name](world, persona, place)
                    with watched() as let_through:
                        answer = attempted(world, name, persona, place, "POST")
                got = "W" if let_through.tables else answer.letter
                if got != letter:
                    found.append(f"POST {name}: {persona} {relation} got {got} ({answer.status}), promised {letter}")
    return found


def called(table: str) -> str:
    return "looks" if table == LOOKS else table


def sent(world: World, name: str, cell: tuple[str, str, str, str]) -> list[str]:
    persona, relation, place, letter = cell
    answer = attempted(world, name, persona, place, "POST")
    if answer.letter != letter:
        return [f"POST {name}: {persona} {relation} got {answer.letter} ({answer.status}), promised {letter}"]
    if apart(world, name, persona, relation, answer, "POST"):
        return [f"POST {name}: {persona} can tell what is foreign from what is missing"]
    return []


def apart(world: World, name: str, persona: str, relation: str, foreign: Answer, method: str) -> bool:
    """What is foreign must not be told from what never was: the same status, the same words."""
    if relation != "foreign" or foreign.letter not in ("M", "F") or not EXPECTED[name].subject:
        return False
    missing = attempted(world, name, persona, "missing", method)
    return (foreign.status, without_ids(foreign.body)) != (missing.status, without_ids(missing.body))
