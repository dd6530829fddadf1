"""What do all parts of the pages look like with sample content? Pages for tests and eyes, never a URL of the product.

``python -m tests.web.gallery FOLDER`` writes each page as HTML and as pictures 1440, 1280 and 390 wide.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.web import gallery_import
from tests.web import gallery_samples as samples

STATIC = Path(__file__).resolve().parents[2] / "src" / "shuniu" / "web" / "static"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'"
)
# The same engine without the windows, the menus and what a browser does for itself: a page takes half of the labour.
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
CHROMIUM: dict[str, Any] = {
    "executable_path": next((path for path in BROWSERS if Path(path).exists()), BROWSERS[-1]),
    "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=zh-CN"],
    "env": {**os.environ, "LANGUAGE": "zh_CN.UTF-8"},
}
needs_chromium = pytest.mark.skipif(
    not Path(CHROMIUM["executable_path"]).exists(), reason="NOT RUN: Chromium is not installed"
)

HEAD = """{% extends "base.html.jinja" %}
{% from "macros/part.html.jinja" import notice, empty, tabs, breadcrumbs, facts, steps, tasks, progress, status %}
{% from "macros/figure.html.jinja" import figure, figures, definition %}
{% from "macros/list.html.jinja" import list_screen %}
{% from "macros/timeline.html.jinja" import timeline %}
{% from "macros/objection.html.jinja" import objections, refusal %}
{% from "macros/chart.html.jinja" import chart, charts %}
{% from "macros/tree.html.jinja" import tree, tree_rows %}
{% from "macros/importing.html.jinja" import import_page %}
{% from "macros/form.html.jinja" import field, errors %}
{% block footnote %}<span>口径：单位所在党组织存续且登记有效的，计为已覆盖。</span>{% endblock %}
"""

PAGES: dict[str, str] = {
    "home": HEAD
    + """
{% block heading %}工作台{% endblock %}
{% block content %}
<section class="section"><h2>要我办的</h2>{{ tasks(s.TASKS) }}</section>
<section class="section"><h2>关键数字</h2>{{ figures(s.FIGURES) }}</section>
<section class="section"><h2>正在进行</h2>{{ progress(s.PROGRESS) }}</section>
{% endblock %}""",
    "list": HEAD
    + """
{% block heading %}社会组织{% endblock %}
{% block head_actions %}<a class="btn btn-act" href="#">登记社会组织</a>{% endblock %}
{% block content %}{{ list_screen(s.listing(), csrf_input) }}{% endblock %}""",
    "card": HEAD
    + """
{% block crumbs %}{{ breadcrumbs(s.CRUMBS) }}{% endblock %}
{% block heading %}海棠区公益助学基金会{% endblock %}
{% block lead %}{{ status(s.NORMAL) }}　{{ status(s.SOON) }}{% endblock %}
{% block head_actions %}<button class="btn btn-quiet" type="button">变更</button>
<button class="btn btn-quiet" type="button">更正</button>{% endblock %}
{% block content %}
<section class="section">{{ facts(s.FACTS, wide=true) }}</section>
<section class="section">{{ tabs(s.TABS, "单位内容") }}{{ timeline(s.TIMELINE) }}</section>
{% endblock %}""",
    "case": HEAD
    + """
{% block heading %}成立海棠区公益助学基金会党支部{% endblock %}
{% block content %}
<div class="two-columns">
<section><h2>事实</h2>{{ facts(s.FACTS) }}</section>
<section><h2>还不能办理</h2>{{ objections(s.OBJECTIONS, s.CLAUSES) }}</section>
</div>
<section class="section"><h2>办理步骤</h2>{{ steps(s.STEPS) }}</section>
{% endblock %}""",
    "charts": HEAD
    + """
{% block heading %}党的组织覆盖{% endblock %}
{% block content %}
<section class="section">{{ chart(s.BARS) }}</section>
<section class="section">{{ chart(s.LINES) }}</section>
<section class="section">{{ chart(s.PAIRS) }}</section>
{% endblock %}
{% block scripts %}{{ charts() }}{% endblock %}""",
    "tree": HEAD
    + """
{% block heading %}党组织{% endblock %}
{% block content %}{{ tree(s.TREE_HEADINGS, s.TREE, "党组织") }}{% endblock %}""",
    "branches": '{% from "macros/tree.html.jinja" import tree_rows %}{{ tree_rows(s.BRANCHES, s.TREE_HEADINGS) }}',
    "import": HEAD
    + """
{% block heading %}导入台账{% endblock %}
{% block lead %}先看清楚，再写入；写入后可以整批撤销{% endblock %}
{% block content %}{{ import_page(imported, csrf_input) }}{% endblock %}""",
    "form": HEAD
    + """
{% block heading %}登记社会组织{% endblock %}
{% block content %}
{{ notice("已写入 185 行。", "done", "可以在“导入”里撤销本次导入。") }}
{{ notice("这份台账正由区综合党委导入，写入要等它结束。", "urgent", "自 2026-11-24 17:32 起，由李明办理。") }}
{{ notice("年检材料还有 5 天到期。", "soon") }}
{{ notice("原文未明示基数，本页按上报数计算。") }}
<form method="post" class="section">{{ csrf_input }}{{ form }}
<p class="actions"><button class="btn btn-act" type="submit">提交</button>
<a class="btn btn-quiet" href="#">返回</a></p></form>
<section class="section">{{ empty("这里还没有党组织。", "成立支部要先有 3 名正式党员。", s.EMPTY_ACTIONS) }}</section>
{% endblock %}""",
}
ALONE = {
    "sign-in": "accounts/sign_in.html.jinja",
    "error-403": "errors/403.html.jinja",
    "error-404": "errors/404.html.jinja",
    "error-409": "errors/409.html.jinja",
    "error-given-up": "errors/given_up.html.jinja",
    "error-500": "errors/500.html.jinja",
}
NAMES = [*(name for name in PAGES if name != "branches"), "past", *ALONE]


def rendered(name: str) -> str:
    """The HTML of one page of the gallery; ``past`` is home on a past day, for an office with one assignment."""
    from django.template import engines

    engine: Any = engines["jinja2"]
    context = {
        "s": samples,
        "imported": gallery_import.IMPORT,
        "shell": samples.SHELL,
        "csrf_input": "",
        "next": "",
        "address": "#",
        "typed": "",
        "told": (),
        "form": samples.sign_in_form() if name == "sign-in" else samples.sample_form(),
    }
    if name in ALONE:
        return str(engine.env.get_template(ALONE[name]).render(context))
    if name == "past":
        name, context["shell"] = "home", samples.PAST_SHELL
    return str(engine.env.from_string(PAGES[name]).render(context))


class Gallery(SimpleHTTPRequestHandler):
    """Serves the pages and the static files under the same policy as the product."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        name = address.path.strip("/")
        if name in PAGES or name in NAMES:
            body = rendered(name).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.path = address.path.removeprefix("/static")
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Silence: the tests look at the browser, not at the server."""


@contextmanager
def served() -> Iterator[str]:
    """The gallery on a loopback port; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Gallery, directory=str(STATIC)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(folder: Path, wanted: list[str]) -> None:
    import django
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    django.setup()
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for width in (1440, 1280, 390):
            page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": 900})
            page.on("console", lambda message: print("console:", message.text))
            page.on("pageerror", lambda error: print("error:", error))
            for name in wanted or NAMES:
                page.goto(f"{address}/{name}", wait_until="networkidle")
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    print(f"{name} at {width}: {wide} wide")
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
