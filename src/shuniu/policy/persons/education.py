"""Which level of education has which code? (GB/T 4658-2006)"""

from __future__ import annotations

EDUCATION: dict[str, str] = {
    "10": "研究生教育", "11": "博士研究生毕业", "12": "博士研究生结业", "13": "博士研究生肄业",
    "14": "硕士研究生毕业", "15": "硕士研究生结业", "16": "硕士研究生肄业",
    "17": "研究生班毕业", "18": "研究生班结业", "19": "研究生班肄业",
    "20": "大学本科教育", "21": "大学本科毕业", "22": "大学本科结业", "23": "大学本科肄业", "28": "大学普通班毕业",
    "30": "大学专科教育", "31": "大学专科毕业", "32": "大学专科结业", "33": "大学专科肄业",
    "40": "中等职业教育", "41": "中等专科毕业", "42": "中等专科结业", "43": "中等专科肄业",
    "44": "职业高中毕业", "45": "职业高中结业", "46": "职业高中肄业",
    "47": "技工学校毕业", "48": "技工学校结业", "49": "技工学校肄业",
    "60": "普通高级中学教育", "61": "普通高中毕业", "62": "普通高中结业", "63": "普通高中肄业",
    "70": "初级中学教育", "71": "初中毕业", "73": "初中肄业", "80": "小学教育", "81": "小学毕业", "83": "小学肄业",
    "90": "其他",
}  # fmt: skip

EDUCATION_CODES: dict[str, str] = {name: code for code, name in EDUCATION.items()} | {code: code for code in EDUCATION}

# A word the cell contains, the first that fits: 大学专科 stands before 大学, 研究生班 before 研究生.
_WORDS: tuple[tuple[str, str], ...] = (
    ("博士", "11"), ("硕士", "14"), ("研究生班", "17"), ("研究生", "14"), ("专升本", "21"), ("普通班", "28"),
    ("大普", "28"), ("专科", "31"), ("大专", "31"), ("高职", "31"), ("高专", "31"), ("大本", "21"), ("本科", "21"),
    ("学士", "21"), ("双学位", "21"), ("大学", "21"), ("职业高中", "44"), ("职高", "44"), ("职中", "44"),
    ("技校", "47"), ("技工", "47"), ("中技", "47"), ("中等专", "41"), ("中专", "41"), ("中师", "41"), ("中职", "41"),
    ("高中", "61"), ("高级中学", "61"), ("初中", "71"), ("初级中学", "71"), ("小学", "81"), ("文盲", "90"),
    ("其他", "90"), ("其它", "90"),
)  # fmt: skip


def education_code(written: str) -> str | None:
    """The code of a level as a clerk wrote it: 在职本科, 省委党校大学, 中专毕业; None where it cannot be told."""
    if written in EDUCATION_CODES:
        return EDUCATION_CODES[written]
    if written[:2] in EDUCATION and written[2:] == EDUCATION[written[:2]]:
        return written[:2]
    found = next((code for word, code in _WORDS if _means(word, written)), None)
    if found is None:
        return None
    short_of = 2 if "肄业" in written or "辍学" in written else 1 if "结业" in written else 0
    unfinished = str(int(found) + short_of)
    return unfinished if short_of and unfinished in EDUCATION else found


def _means(word: str, written: str) -> bool:
    # 中等专科 is no 大学专科, though both end in 专科.
    return word in written and not (word == "专科" and "中等专科" in written)
