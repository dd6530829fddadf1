"""Through whom is an office reached: how is that shown without its telephone, and what does a clerk fill in?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms

from shuniu.kernel.text import fold, narrow
from shuniu.policy.words import ContactRole
from shuniu.web.wording import word
from shuniu.web.writing import BEGIN, END, DatedForm

OF_UNITS = (ContactRole.HEAD, ContactRole.CONTACT, ContactRole.SECRETARY, ContactRole.OFFICE)
OF_NODES = (ContactRole.SECRETARY, ContactRole.CONTACT, ContactRole.OFFICE)
_PHONE = re.compile(r"[0-9+()\-*#转,、/ ]{5,40}")
Contacts = Sequence[Mapping[str, Any]]


def contact_lines(
    contacts: Contacts, address: str = "", roles: Sequence[ContactRole] = (), *, named: bool = False
) -> list[tuple[str, str, str, bool, str]]:
    """Role, name, key of the row, whether a telephone is held, and where it is changed (empty: nowhere).

    Only contacts of ``roles`` are changed at ``address``. ``named``: only whom a report names, else all others.
    """
    return [
        (
            word(one["role"], ContactRole) + ("（填报）" if named else "（在派）" if one.get("posted") else ""),
            one["name"],
            str(one["row"]),
            one["has_phone"],
            f"{address}?{urlencode({'role': one['role']})}" if address and one["role"] in set(roles) else "",
        )
        for one in contacts
        if one.get("named", False) is named
    ]


def contact_facts(contacts: Contacts) -> list[tuple[str, str]]:
    """What is held now, for the page on which it is changed."""
    return [
        (
            word(one["role"], ContactRole),
            f"{one['name'] or '未写姓名'}，{'电话已登记' if one['has_phone'] else '没有电话'}",
        )
        for one in contacts
    ]


class ContactForm(DatedForm):
    """One contact of one role: put down, replaced, or no more. The telephone held is never shown in it."""

    way = forms.ChoiceField(
        label="办什么", widget=forms.RadioSelect, choices=[(BEGIN, "登记、更换"), (END, "不再有")], initial=BEGIN
    )
    role = forms.ChoiceField(label="谁的联系方式")
    name = forms.CharField(label="姓名", max_length=60, required=False, help_text="办公室可以不写姓名。")
    phone = forms.CharField(
        label="电话",
        max_length=40,
        required=False,
        help_text="不写的，保留原来登记的。加密保存，查看须写明用途。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    no_phone = forms.BooleanField(label="原来的电话不再使用，去掉", required=False)
    field_order = ["way", "role", "name", "phone", "no_phone", "since"]

    def __init__(self, given: Any, roles: Sequence[ContactRole], contacts: Contacts, **more: Any) -> None:
        super().__init__(given, **more)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(one.value, one.label) for one in roles]
        if self.initial.get("role") not in set(roles):
            self.initial["role"] = ContactRole.CONTACT.value
        held = {one["role"]: one["name"] for one in contacts}
        self.initial["name"] = held.get(self.initial["role"], "")

    def clean_name(self) -> str:
        return fold(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        phone = narrow(self.cleaned_data["phone"]).strip()
        if phone and _PHONE.fullmatch(phone) is None:
            raise forms.ValidationError("电话请写成 010-88880000 或 13900000000 的样子。")
        return phone

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or self.cleaned_data
        begins = cells.get("way") == BEGIN
        if begins and "phone" in cells and not (cells.get("name") or cells["phone"]):
            self.add_error("name", "请写姓名或电话。")
        if begins and cells.get("phone") and cells.get("no_phone"):
            self.add_error("no_phone", "已写了新的电话，不必再勾选。")
        return cells

    @property
    def contact(self) -> dict[str, Any]:
        """The command's input but for whose contact it is."""
        cells = self.cleaned_data
        return {
            "role": ContactRole(cells["role"]),
            "name": cells["name"],
            "phone": cells["phone"] or ("" if cells["no_phone"] else None),
            "gone": cells["way"] == END,
            "seen": self.seen,
        }
