"""What is asked when an account is opened or gets one more assignment?"""

from __future__ import annotations

from typing import Any

from django import forms

from shuniu.commands.accounts import NewAssignment
from shuniu.kernel.text import fold
from shuniu.policy.words import UnitKind
from shuniu.policy.words.accounts import Role
from shuniu.queries.accounts import Actor
from shuniu.queries.organizations.choosing import bodies_to_name, organization_to_name
from shuniu.queries.provisioning import nodes_for_accounts, roles_to_hand_out
from shuniu.web.writing import NO_SUCH_UNIT, ActForm, day_field

BODIES = (UnitKind.SUPERVISING_UNIT.value, UnitKind.REGISTRATION_AUTHORITY.value)


class AssignForm(ActForm):
    """A role and its place: a Party organization for some roles, a unit for the others."""

    role = forms.ChoiceField(label="岗位")
    node = forms.ChoiceField(label="党组织", required=False, help_text="设在党组织的岗位选这一项。")
    unit = forms.CharField(
        label="单位",
        max_length=200,
        required=False,
        help_text="设在单位的岗位填这一项：统一社会信用代码，或与登记完全一致的名称。",
    )
    until = day_field("有效期至", required=False, help_text="从这一天起不再有效；不填为长期。")

    def __init__(self, given: Any, actor: Actor, **more: Any) -> None:
        super().__init__(given, **more)
        self.actor = actor
        self.unit_key: int | None = None
        self._offer("role", [(one.value, one.label) for one in roles_to_hand_out(actor)])
        self._offer("node", [(str(key), name) for key, name in nodes_for_accounts(actor)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *choices]

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        role, text = cells.get("role"), fold(cells.get("unit") or "")
        if not role:
            return cells
        if not Role(role).held_at_unit:
            if not cells.get("node"):
                self.add_error("node", "请选择党组织。")
            return cells
        bodies = [key for key, name in bodies_to_name(self.actor, BODIES, self.actor.today) if name == text]
        self.unit_key = bodies[0] if len(bodies) == 1 else organization_to_name(self.actor, text, self.actor.today)
        if self.unit_key is None:
            self.add_error("unit", NO_SUCH_UNIT)
        return cells

    def assignment(self) -> NewAssignment:
        cells = self.cleaned_data
        role = Role(cells["role"])
        node = None if role.held_at_unit else int(cells["node"])
        return NewAssignment(role=role, node=node, unit=self.unit_key, until=cells["until"])


class NewAccountForm(AssignForm):
    username = forms.CharField(label="账号", max_length=60, help_text="3 至 60 个汉字、字母、数字、点或连字符。")
    title = forms.CharField(label="称谓", max_length=80, help_text="办公室或岗位的名称，不写个人情况。")
    field_order = ["username", "title", "role", "node", "unit", "until"]
