"""How may an account be called? Letters of any script, Chinese names too; nothing like markup or a path."""

from __future__ import annotations

import re

SHAPE = "账号名应为 3 至 60 个汉字、字母、数字、点或连字符。"
_NAME = re.compile(r"\w[\w.\-]{1,58}\w")


def is_account_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None
