"""shuniu check: are the derived figures what the facts say, and is the journal what was sealed?"""

from __future__ import annotations

import argparse
from typing import Any

from shuniu.jobs.console.opening import acting, add_database_options, now, opened
from shuniu.jobs.console.speaking import say, say_json

FOUND_SOMETHING = 1


def add(commands: Any) -> None:
    parser = commands.add_parser("check", help="核对：统计与登记事实是否一致，账是否与封存时一致")
    parser.add_argument("--json", action="store_true", help="用 JSON 回答")
    add_database_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    with opened(options):
        from shuniu.commands.journal.sealing import seal_entries
        from shuniu.jobs.checking import all_differences
        from shuniu.jobs.rhythm import latest_anchor
        from shuniu.policy.grants import Action
        from shuniu.queries.seals import verify

        acting(options, Action.KEEP_DATABASE)
        seal_entries(now())
        differences = all_differences()
        verified = verify(latest_anchor())
    findings = differences + ([verified.problem] if verified.problem else [])
    if options.json:
        say_json(
            {
                "differences": differences,
                "journal": {
                    "whole": verified.whole,
                    "lines": verified.lines,
                    "seals": verified.seals,
                    "unsealed": verified.unsealed,
                    "first_bad_line": verified.line or None,
                    "problem": verified.problem,
                },
            }
        )
    elif findings:
        say("\n".join(findings))
    else:
        say(f"核对无误：统计与登记事实一致；{verified.lines} 笔账与封存时一致，另有 {verified.unsealed} 笔待封。")
    return FOUND_SOMETHING if findings else 0
