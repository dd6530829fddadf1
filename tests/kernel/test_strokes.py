"""Names in the order of strokes, as mainland lists have it; counts of common surnames by the mainland standard."""

from __future__ import annotations

import pytest

from shuniu.kernel.strokes import stroke_key, without_strokes

# By number of strokes (通用规范汉字). CLDR counts several of them otherwise: 陈 8, 郑 9, 黄 12, 葛 13.
COUNTS = {
    2: "丁卜", 3: "于万马", 4: "王毛方孔尹邓文", 5: "叶田史白冯石卢", 6: "朱任刘江汤许孙乔",
    7: "李吴何余汪沈宋张陆陈邹苏",
    8: "林武范罗金周郑孟", 9: "赵胡段侯姜姚贺", 10: "秦袁贾夏顾钱徐高郭唐陶",
    11: "黄曹常崔康章梁龚", 12: "彭葛董蒋韩程傅曾谢",
    13: "雷赖", 14: "蔡谭熊廖", 15: "黎潘", 16: "薛", 17: "戴魏",
}  # fmt: skip


def test_fewer_strokes_come_first() -> None:
    places = {count: [stroke_key(one) for one in names] for count, names in COUNTS.items()}
    for less in COUNTS:
        for more in (count for count in COUNTS if count > less):
            assert max(places[less]) < min(places[more]), (less, more)


@pytest.mark.parametrize(
    "names",
    [
        ["王", "毛", "方", "尹"],  # of equal strokes: 横, 撇, 点, 折
        ["李", "吴", "何", "汪", "陈"],  # 横, 竖, 撇, 点, 折
        ["丁一", "丁二", "丁三"],
        ["王一", "王一丁", "王丁", "王文", "王东"],  # then by the next character; what ends comes first
        ["欧阳一", "欧阳文", "黄一"],
    ],
)
def test_equal_counts_by_the_first_strokes_then_by_the_next_character(names: list[str]) -> None:
    assert sorted(reversed(names), key=stroke_key) == names


def test_a_name_written_with_spaces_stands_where_it_stands_without() -> None:
    assert stroke_key("王　一") == stroke_key("王一") == stroke_key("王 一")


def test_what_the_table_does_not_know_comes_last_and_is_told() -> None:
    assert without_strokes("王一") == ""
    assert without_strokes("马·一") == ""
    assert without_strokes("王䶮一") == "䶮"
    assert stroke_key("龘") < stroke_key("䶮")
