"""What does a page look like to somebody who cannot see it, and on a phone?"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe


def serious(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical."""
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def fits(page: Any, *widths: int) -> bool:
    """Nothing reaches over the edge at any of the widths; the page is left as wide as the first."""
    wide = []
    for width in (*widths, widths[0]):
        page.set_viewport_size({"width": width, "height": 900})
        wide.append(page.evaluate("document.documentElement.scrollWidth") <= width)
    return all(wide)


def looked_at(page: Any) -> None:
    """One state of the page: it can be read, also without eyes and on a phone."""
    assert fits(page, 1440, 390), page.url
    assert serious(page) == [], page.url
