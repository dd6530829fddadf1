"""What does a page look like to somebody who cannot see it, and on a phone?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

# Only what is asked for crosses over from the browser; what nothing is found about is most of what axe could tell.
LOOK = """;axe.run({resultTypes: ["violations"], preload: false}).then((seen) => seen.violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 160))]))"""
# A folder for pictures of what the journeys look at, for somebody who wants to see them.
PICTURES = os.environ.get("SHUNIU_PICTURES", "")


def serious(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical."""
    brought = "" if page.evaluate("'axe' in window") else AXE_SCRIPT  # a page looked at again has it still
    return [(name, found) for name, found in page.evaluate(brought + LOOK)]


def fits(page: Any, *widths: int) -> bool:
    """Nothing reaches over the edge at any of the widths; the page is left as wide as the first."""
    # A click returns when the next page has begun to come; until it is there it has nothing that could be measured.
    page.wait_for_load_state()
    wide = []
    for width in (*widths, widths[0]):
        page.set_viewport_size({"width": width, "height": 900})
        wide.append(page.evaluate("document.documentElement.scrollWidth") <= width)
    return all(wide)


def looked_at(page: Any, name: str = "") -> None:
    """One state of the page: it can be read, also without eyes and on a phone. With a name its picture may be kept."""
    assert fits(page, 1440, 390), page.url
    assert serious(page) == [], page.url
    for width in (390, 1440) if PICTURES and name else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
