"""A program that imports one ledger after the other and says which are written; somebody kills it or its database."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from itertools import count

SIZE = 60


def main(first: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    from tests.commands.imports.ledgers import organization

    from shuniu.commands.imports import Ledger, apply_ledger
    from shuniu.commands.journal import act_of
    from shuniu.queries.accounts import actor_for, home_office

    home = home_office()
    actor = actor_for(home.account, None, datetime.now(UTC))
    print("ready", flush=True)
    for number in count(first):
        rows = [organization(one) for one in range(number * SIZE, (number + 1) * SIZE)]
        apply_ledger(act_of(actor), Ledger(node=home.node, kind="social_organizations", rows=rows))
        print(number, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
