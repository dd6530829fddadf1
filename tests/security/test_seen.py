"""Every form that writes carries what it showed, so that nothing is written over unseen; or it says why it need not."""

from __future__ import annotations

import re

from tests.security.asking import address, get, place_of
from tests.security.expected import NOT_SENT
from tests.security.sitemap import EXPECTED
from tests.security.tree import World
from tests.security.walking import DEAR

# What only adds writes over nothing.
NEW = "it enters something new; a code or a name that is taken is refused"
NOT_OF_THE_LEDGER = {
    "account_reset": "a password is written over on purpose, and the account's own acts end with it",
    "account_assign": "it adds an assignment beside the others",
    "account_end": "it ends the one assignment the address names; ended already, nothing is left to end",
    "account_disable": "it turns the account off; off already, nothing changes",
}
BEGINS = (
    "organization_new", "party_new", "instructor_new", "body_new", "account_new", "campaign_new", "member_new",
    "publication_new", "view_new", "work_log_new", "instructor_training_new", "meeting_new", "document_new",
    "document_paper",
)  # fmt: skip
OPENS = "it opens something; open already, it is refused"
EXEMPT = {
    **dict.fromkeys(BEGINS, NEW),
    **dict.fromkeys(("formation_urge", "handover_begin", "urging_split", "urging_dissolve"), OPENS),
    **dict.fromkeys(
        ("urging_split_waive", "urging_dissolve_waive", "formation_urge_waive"),
        "it puts one thing aside; put aside already, it is refused",
    ),
    **dict.fromkeys(
        ("meeting_add", "meeting_remove", "meeting_decide"),
        "each case is named with the version it was shown with; another one is refused",
    ),
    "document_withdraw": "it declares the one document void; void already, it is refused",
    "document_hand_over": "it says that one body has the document; signed for already, it is refused",
    "received_note": "it says what was done with the one document; said already, it is refused",
    "campaign_end": "it ends the one campaign; one that is not under way is refused",
    "publication_withdraw": "it withdraws the one publication; withdrawn already, it is refused",
    "view_change": "an account's own view, kept by nobody else",
    "account_several": NEW,
    "organization_succeed": "it adds that one unit continues another; one that stands already is left alone",
    **NOT_OF_THE_LEDGER,
}
SHOWN_TO = ("committee", "security_admin")
# The facts it showed, or the version of the one case, meeting or request.
CARRIED = re.compile(r'name="(?:seen(?:_\w+)?" value="[0-9-]+|version" value="[0-9]+)"')
FILE = re.compile(r"_(export|word|pdf|file)$")
FORM = re.compile(r'<form method="post" class="section"[^>]*>(.*?)</form>', re.DOTALL)


def forms_of(world: World, name: str) -> str:
    """The form of the address as somebody sees it who may use it; empty where there is none."""
    subject = EXPECTED[name].subject
    for persona in SHOWN_TO:
        for relation in ("below", "own"):
            place = place_of(subject, persona, relation)
            answer = get(world, persona, address(world, name, subject, place))
            if answer.status == 200:
                return " ".join(one for one in FORM.findall(answer.body) if 'name="key"' in one)
    return ""


def test_every_form_that_writes_carries_what_it_showed(world: World) -> None:
    pages = [
        name for name, row in EXPECTED.items() if row.post is not NOT_SENT or not (FILE.search(name) or name in DEAR)
    ]
    forms = {name: form for name in pages if (form := forms_of(world, name))}
    assert len(forms) > 35, "the forms were really looked at"
    without = {name for name, form in forms.items() if not CARRIED.search(form)}
    assert without - EXEMPT.keys() == set(), "give the form what it showed as `seen`, and pass it on to the command"
    assert EXEMPT.keys() - without == set(), "an exemption nobody needs"
