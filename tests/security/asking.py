"""How is an address asked for by somebody, and what was the answer?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from tests.security.adjusted import address_args
from tests.security.relations import AT_NODES, BODIES, OF_UNITS
from tests.security.tree import World

# Pages about a Party organization named in the query, and what stands in the path.
ASKED_OF = {"figure": [], "measure": ["organization_coverage"], "text": ["formation.headcount_base"]}
# The law refused, and says by which clause; whoever filled in a form badly is told something else.
REFUSAL = "还不能办理："


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str
    location: str = ""

    @property
    def letter(self) -> str:
        """As in the table of promises; anything else is told by its number."""
        if self.status == 302 and self.location.startswith("/sign-in/?next="):
            return "I"
        known = {403: "F", 404: "M", 405: "X"}
        if self.status in known:
            return known[self.status]
        if self.status == 422:
            return "L" if REFUSAL in self.body else "B"
        return "S" if self.status in (200, 204, 302) else str(self.status)


def place_of(subject: str, persona: str, relation: str) -> str:
    """The name of the place in a relation to a persona; empty where nothing stands in it."""
    table = {"unit": OF_UNITS, "body": BODIES}.get(subject, AT_NODES)
    return table[persona].get(relation, "")


def address(world: World, name: str, subject: str, place: str) -> str:
    """``place`` names where the object stands; “missing” is an object that never was."""
    fresh = str(uuid4())
    missing = place == "missing"
    code = "po-nowhere" if missing else world.codes.get(place, "")
    if name.startswith("document_template") and name != "document_templates":
        return reverse(name, args=["notice"])
    if name == "guide_chapter":
        return reverse(name, args=["accounts"])
    about = address_args(world, subject, place)
    if about is not None:
        return reverse(name, args=about)
    if name == "view_new":
        return f"{reverse(name)}?{urlencode({'address': '/organizations/?state=eligible'})}"
    if subject in ASKED_OF:
        path = reverse(name, args=ASKED_OF[subject])
        return f"{path}?{urlencode({'node': code})}"
    held: dict[str, dict[str, Any]] = {
        "unit": world.public, "account": world.accounts, "entry": world.entries, "batch": world.batches,
        "body": world.public, "instructor": world.instructors, "submission": world.submissions,
        "member": world.members, "answer": world.answering, "withdraw": world.withdrawing,
        "training": world.trainings, "work_log": world.work_logs, "view": world.views,
        "handover": world.handovers, "appointment": world.appointments,
        "run": world.runs,
        "publication": world.publications, "campaign": world.campaigns,
        "meeting": world.meetings, "sitting": world.sittings, "concluded": world.concluded,
        "document": world.documents, "numbered": world.numbered,
        "incoming": world.incoming, "arrived": world.arrived,
        "formation": world.formations,
        "replying": world.replying, "answered": world.answered, "outside": world.outside, "begun": world.begun,
        "closed": world.closed,
        "follow_up": world.follow_ups,
        "election": world.elections, "postponement": world.postponements, "letter": world.letters,
    }  # fmt: skip
    if subject in held:
        return reverse(name, args=[fresh if missing else held[subject].get(place, fresh)])
    if subject == "assignment":
        return reverse(name, args=[fresh, fresh] if missing else [world.accounts[place], world.held[place]])
    return reverse(name, args=[code] if subject == "node" else [])


def copy_of(client: Client, **how: Any) -> Client:
    """The same session in a browser that remembers nothing else."""
    made = Client(**how)
    if not how:
        made.handler = client.handler  # the middleware is loaded once
    session = client.cookies.get("sessionid")
    if session is not None:
        made.cookies["sessionid"] = session.value
    return made


def get(world: World, persona: str, where: str, **more: Any) -> Answer:
    return read(copy_of(world.client(persona)).get(where, **more))


class Remembered:
    """Asks each question of a persona once: many checks judge the one answer."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Answer] = {}

    def __call__(self, world: World, persona: str, where: str) -> Answer:
        if (persona, where) not in self.answers:
            self.answers[persona, where] = get(world, persona, where)
        return self.answers[persona, where]


Ask = Callable[[World, str, str], Answer]


def post(world: World, persona: str, where: str, given: dict[str, Any]) -> Answer:
    return read(copy_of(world.client(persona)).post(where, given))


def read(response: Any) -> Answer:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, text_of(content), response.get("Location", ""))


def text_of(content: bytes) -> str:
    """What a reader can find in it: a workbook is unpacked, the day of its making left out."""
    if content.startswith(b"%PDF"):
        return ""  # its text is packed; the Word file beside it says the same
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = sorted(name for name in book.namelist() if name != "docProps/core.xml")
        return "\n".join(f"{name}\n{book.read(name).decode(errors='replace')}" for name in names)


# What differs between two answers to the same question: tokens, keys of forms, the moment.
CHANGING = re.compile(
    r'(name="csrfmiddlewaretoken" value="[^"]*")|(name="key" value="[^"]*")|("X-CSRFToken": ?"[^"]*")'
    r"|(csrf[^\s]*=\"[^\"]*\")|\b\d\d:\d\d(:\d\d)?\b"
)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def steady(body: str) -> str:
    return CHANGING.sub("", body)


def without_ids(body: str) -> str:
    return UUID.sub("", steady(body))
