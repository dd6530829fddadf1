"""What a kept form says is read out of its page: labels, choices, ticks and the button that sent it."""

from __future__ import annotations

from shuniu.web.accounts.shown_again import _Read

PAGE = """<h1>申请组建</h1><form method="post" action="/sign-out/"><input type="text" name="other"></form>
<form method="post"><input type="hidden" name="version" value="3">
<label for="n">名称<span class="field-optional">选填</span></label><input id="n" name="name">
<label for="k">方式</label><select id="k" name="kind"><option value="a">单独组建</option>
<option value="b">联合</option></select>
<fieldset><legend>会议</legend>
<label for="m_0"><input type="radio" id="m_0" name="m" value="x y">第3次</label></fieldset>
<input type="checkbox" id="t" name="tick"><label for="t">已核对</label>
<table><tr><td><input type="checkbox" name="row" value="17" aria-label="第1学会"></td></tr></table>
<button formaction="/fill/1/submit/">提交</button><button formaction="/fill/1/check/">检查</button>
<button name="way" value="keep">暂存</button></form>"""
SENT = [
    ("version", "3"), ("name", "甲"), ("kind", "b"), ("m", "x y"), ("tick", "on"), ("row", "17"), ("gone", "乙"),
]  # fmt: skip
SEEN = [
    ("名称", "甲"), ("方式", "联合"), ("会议", "第3次"), ("选择", "已核对"), ("选择", "第1学会"), ("其他", "乙"),
]  # fmt: skip


def read(sent_to: str, own: str = "/fill/1/") -> _Read:
    found = _Read(sent_to, own)
    found.feed(PAGE)
    return found


def test_every_field_that_the_page_shows_is_told_as_it_shows_it() -> None:
    found = read("/fill/1/")
    assert found.found and found.title == "申请组建" and found.lines_of(SENT) == SEEN
    assert found.lines_of([("way", "keep"), ("name", "")]) == [("选择", "暂存"), ("名称", "未填")]


def test_the_button_that_sends_it_elsewhere_is_told() -> None:
    assert read("/fill/1/submit/").lines_of(SENT) == [("办理", "提交"), *SEEN]


def test_another_form_of_the_page_is_not_taken_for_it() -> None:
    assert not read("/fill/2/").found
