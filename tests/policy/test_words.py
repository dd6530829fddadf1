"""Does every word carry one stored value, one label, and find its way back from Chinese?"""

import inspect

import pytest

from shuniu.policy import words
from shuniu.policy.words import OrganizationType, PartyOrganizationKind, RegistrationMode, UnknownWord, Word

LISTS = [
    thing for _, thing in inspect.getmembers(words, inspect.isclass) if issubclass(thing, Word) and thing is not Word
]


@pytest.mark.parametrize("words_list", LISTS, ids=lambda one: one.__name__)
def test_words_are_stored_in_lower_case_english_and_read_back_from_every_spelling(
    words_list: type[Word],
) -> None:
    spellings = [spelling for word in words_list for spelling in (word.label, *word.spellings)]
    assert len(spellings) == len(set(spellings)), "one spelling means one word"
    for word in words_list:
        assert word.value == word.value.lower() and word.value.isascii() and str(word) == word.value
        assert all(words_list.from_label(spelling) is word for spelling in (word.label, *word.spellings))


def test_words_refuse_a_label_nobody_carries() -> None:
    with pytest.raises(UnknownWord, match="政府部门"):
        OrganizationType.from_label("政府部门")


@pytest.mark.req("A01")
def test_words_hold_five_types_and_professions_belong_to_the_intermediary_type() -> None:
    assert {one.family.label for one in OrganizationType} == {
        "社会团体", "民办非企业单位", "基金会", "社会中介组织", "城乡社区社会组织",
    }  # fmt: skip
    assert OrganizationType.from_label("社会服务机构") is OrganizationType.PRIVATE_NON_ENTERPRISE
    assert OrganizationType.LAW_FIRM.family is OrganizationType.INTERMEDIARY_ORG


def test_words_know_which_modes_have_a_supervising_unit() -> None:
    assert [one.label for one in RegistrationMode if one.supervised] == ["民政部门主管", "双重管理"]


def test_words_tell_branches_from_what_stands_above_them() -> None:
    assert PartyOrganizationKind.JOINT_BRANCH.is_branch
    assert not PartyOrganizationKind.GENERAL_BRANCH.is_branch
    assert not PartyOrganizationKind.JOINT_COMMITTEE.is_branch
    assert PartyOrganizationKind.JOINT_COMMITTEE.is_committee
