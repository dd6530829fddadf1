"""What leaks, what is not escaped, what looking writes: checks over everything that can be looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from tests.security.asking import Ask, get, steady
from tests.security.sitemap import EXPECTED
from tests.security.tree import CANARY, World
from tests.security.walking import FULL, REFUSED, looks
from tests.security.written import watched

# Whose work is the whole deployment sees what it works with of every office, and nothing else.
ALLOWED: dict[str, re.Pattern[str]] = {
    "security_admin": re.compile(rf"{CANARY}(Account\.(name|title)|Naming\.name|Registration\.name|UnitName\.name)"),
    "audit_admin": re.compile(rf"{CANARY}(Account\.(name|title)|Entry\.(reason|clause)|Look\.purpose)"),
}
IDS_ALLOWED = {"security_admin": ("accounts", "held"), "audit_admin": ("entries",)}
RAW = re.compile(r"<script>x-")
ESCAPED = re.compile(r"(?:&lt;|\\u003c)script(?:&gt;|\\u003e)x-([A-Za-z]+\.[a-z]+)", re.IGNORECASE)


def secrets_from(world: World, persona: str) -> set[str]:
    told = {str(value) for kind in IDS_ALLOWED.get(persona, ()) for value in getattr(world, kind).values()}
    numbers = set(world.numbers.values()) if persona == "security_admin" else set()  # an account named by its code
    return world.secrets() - told - numbers


def seen(world: World, persona: str, body: str, where: str) -> set[str]:
    """Secrets in an answer, but for what the question itself said."""
    if persona in ALLOWED:
        body = ALLOWED[persona].sub("", body)
    for _, asked in parse_qsl(urlsplit(where).query):
        body = body.replace(asked, "")
    return {secret for secret in secrets_from(world, persona) if secret in body}


def looked(world: World, personas: Iterable[str], names: Collection[str], ask: Ask) -> Iterator[tuple[str, str, str]]:
    """Persona, address and body of everything that is looked at."""
    for persona in personas:
        for name, where in looks(world, persona):
            if not names or name in names:
                yield persona, where, ask(world, persona, where).body


def leaked(world: World, personas: Iterable[str], names: Collection[str] = (), ask: Ask = get) -> list[str]:
    """Addresses at which somebody sees what is the strangers' own."""
    told = ((persona, where, seen(world, persona, body, where))
            for persona, where, body in looked(world, personas, names, ask))  # fmt: skip
    return [f"{persona} at {where}: {sorted(secrets)}" for persona, where, secrets in told if secrets]


def unescaped(
    world: World, personas: Iterable[str], names: Collection[str] = (), ask: Ask = get
) -> tuple[list[str], set[str]]:
    """Addresses that show a text as markup, and the fields that were seen escaped."""
    found, shown = [], set()
    for persona, where, body in looked(world, personas, names, ask):
        if RAW.search(body):
            found.append(f"{persona} at {where}")
        shown |= set(ESCAPED.findall(body))
    return found, shown


def written_by_looking(world: World, personas: Iterable[str], names: Collection[str] = (), ask: Ask = get) -> list[str]:
    """Tables that do not stand as they stood after everything was looked at; what is own by HEAD too."""
    found = []
    for persona in personas:
        with watched() as looking:
            for _ in looked(world, [persona], names, ask):
                pass
            for name, where in (
                looks(world, persona, views=False, relations=("own",)) if FULL or persona == "branch" else ()
            ):
                if not names or name in names:
                    world.client(persona).head(where)
        found += [f"{persona}: {table}" for table in looking.ledger]
    return found


def taken_without_token(world: World, persona: str, names: Collection[str], strict: Callable[..., object]) -> list[str]:
    """Forms of an office that are taken although they carry no token."""
    found = []
    for name in names:
        row = EXPECTED[name]
        if row.post[persona].get("own", "X") in REFUSED:
            continue
        with watched() as sending:
            answer = strict(world, persona, name)
        if answer.status != 403:  # type: ignore[attr-defined]
            found.append(f"{name}: {answer.status}")  # type: ignore[attr-defined]
        if sending.ledger:
            found.append(f"{name} wrote")
    return found


def pages(world: World, personas: Iterable[str], names: Collection[str] = ()) -> dict[tuple[str, str], str]:
    """Everything the personas see, without what changes from one answer to the next."""
    return {(persona, where): steady(body) for persona, where, body in looked(world, personas, names, get)}
