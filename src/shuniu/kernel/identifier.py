"""Is a number of an organization or of a citizen written right, and what may have been meant?

The check sums are the published ones of GB 32100, GB 11714 and GB 11643. They stand here, not in a library,
because the library refuses what the standards allow (first letters A, N, Y; county codes issued later than
birth) and an import checks fifty thousand codes in well under a second.
"""

import re
from collections.abc import Iterator
from datetime import date
from operator import mul

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_INNER_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CITIZEN_DIGITS = "10X98765432"
# Digits hidden by one sign or many: 3401**********1234, 340102XXXXXXXX1234, 340102…
_HIDDEN = re.compile(r"[*＊×●○■□•…#？?]|[Xx_-]{2,}")
_TYPES_BY_PREFIX = {"51": "社会团体", "52": "民办非企业单位", "53": "基金会", "31": "律师事务所"}
_DEPARTMENTS = frozenset("123456789ANY")


def uscc_check_digit(first_seventeen: str) -> str:
    total = sum(map(mul, _WEIGHTS, map(_VALUES.__getitem__, first_seventeen)))
    return _ALPHABET[-total % 31]


def organization_code_check_digit(first_eight: str) -> str:
    remainder = 11 - sum(map(mul, _INNER_WEIGHTS, map(_INNER_VALUES.__getitem__, first_eight))) % 11
    return "X" if remainder == 10 else "0" if remainder == 11 else str(remainder)


def uscc_problem(code: str) -> str | None:
    """Why this is no unified social credit code; None when it is one."""
    if not code:
        return "uscc_missing"
    if len(code) != 18:
        return "uscc_length"
    try:
        total = sum(map(mul, _WEIGHTS, map(_VALUES.__getitem__, code)))
        right = _ALPHABET[-total % 31] == code[17]
    except KeyError:
        return "uscc_charset"
    if code[17] not in _VALUES:
        return "uscc_charset"
    return None if right else "uscc_check"


def uscc_warning(code: str, organization_type: str | None = None) -> str | None:
    """What is odd about a code whose own check digit is right."""
    expected = _TYPES_BY_PREFIX.get(code[:2])
    if organization_type in _TYPES_BY_PREFIX.values() and organization_type != expected:
        return "uscc_kind_mismatch"
    if not organization_code_is_right(code):
        return "uscc_inner_check"
    return None


def organization_code_is_right(code: str) -> bool:
    """The inner code of nine characters (GB 11714): its failure alone never refuses a code."""
    return organization_code_check_digit(code[8:16]) == code[16]


def uscc_type(code: str) -> str | None:
    """The type of organization the first two characters stand for, where they name one of ours."""
    return _TYPES_BY_PREFIX.get(code[:2])


def uscc_candidates(code: str, limit: int = 3) -> list[str]:
    """Codes one slip of the hand away that satisfy both check digits; none where too many do."""
    found = dict.fromkeys(
        candidate
        for candidate in _one_slip_away(code)
        if candidate[0] in _DEPARTMENTS and uscc_problem(candidate) is None and organization_code_is_right(candidate)
    )
    return list(found) if len(found) <= limit else []


def _one_slip_away(code: str) -> Iterator[str]:
    if len(code) == 19:
        yield from (code[:place] + code[place + 1 :] for place in range(19))
    elif len(code) == 17:
        for place in range(18):
            yield from (code[:place] + character + code[place:] for character in _ALPHABET)
    elif len(code) == 18:
        yield from _replaced(code)
        for place in range(17):
            yield code[:place] + code[place + 1] + code[place] + code[place + 2 :]


def _replaced(code: str) -> Iterator[str]:
    strange = [place for place, character in enumerate(code) if character not in _VALUES]
    if len(strange) == 1:
        # I, O, S, V and Z stand in no code: read, scanned or typed for some other character.
        place = strange[0]
        yield from (code[:place] + character + code[place + 1 :] for character in _ALPHABET)


def citizen_check_digit(first_seventeen: str) -> str:
    total = sum(map(mul, _CITIZEN_WEIGHTS, map(int, first_seventeen)))
    return _CITIZEN_DIGITS[total % 11]


def citizen_number_problem(number: str) -> str | None:
    """Why this is no citizen number. The county is not judged: codes come and go, numbers stay."""
    if _HIDDEN.search(number):
        return "ric_masked"
    if len(number) == 15 and _digits(number):
        return None if _birth(f"19{number[6:12]}") else "ric_birth_invalid"
    if len(number) != 18 or not _digits(number[:17]):
        return "ric_length"
    if _birth(number[6:14]) is None:
        return "ric_birth_invalid"
    return None if citizen_check_digit(number[:17]) == number[17].upper() else "ric_check"


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def citizen_number_of_eighteen(number: str) -> str:
    """A number of fifteen digits (always born 19xx) written with eighteen."""
    if len(number) != 15:
        return number.upper()
    longer = f"{number[:6]}19{number[6:]}"
    return longer + citizen_check_digit(longer)


def citizen_birth(number: str) -> date | None:
    return _birth(citizen_number_of_eighteen(number)[6:14])


def citizen_sex(number: str) -> str:
    return "男" if int(citizen_number_of_eighteen(number)[16]) % 2 else "女"


def _birth(digits: str) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return born if 1880 <= born.year <= 2100 else None
