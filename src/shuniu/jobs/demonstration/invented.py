"""How are organizations of the demonstration called, coded and reached, without naming any that exists?

Names are put together from syllables, codes lie in the range "YY" that is never issued and have right check
digits, landlines begin with 00, mobiles with 154: neither is allotted. No place has the number 000000, with which
numbers of citizens begin here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from shuniu.kernel.identifier import citizen_check_digit, organization_code_check_digit, uscc_check_digit

FIRST = "汐珩菀霂漪筠蕤岫苕洵沚砺珞棠萦湉葳峤嵘淙"
SECOND = "笙芃墨芸坞渚泠阡樾霁麓屿庭筑澜砚"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "芃霁筠樾珩泠棠砚芸岫澜屿"
PREFIXES = {"social_association": "51", "private_non_enterprise": "52", "foundation": "53"}


def pairs(seed: str) -> Iterator[str]:
    """Every invented word of two characters, in an order of its own for each seed, over and over."""
    words = [first + second for first in FIRST for second in SECOND]
    Random(seed).shuffle(words)
    while True:
        yield from words


def credit_code(type_: str, area: str, number: int) -> str:
    """A unified social credit code for the ``number``-th organization of the demonstration."""
    inner = f"YY{number:06d}"
    body = PREFIXES[type_] + area + inner + organization_code_check_digit(inner)
    return body + uscc_check_digit(body)


def landline(area_code: str, number: int) -> str:
    return f"{area_code}-00{number % 1_000_000:06d}"


def mobile(number: int) -> str:
    return f"154{number % 100_000_000:08d}"


def citizen_number(born: date, number: int) -> str:
    """The number of the ``number``-th member: right in its check digit, never issued."""
    first = f"000000{born:%Y%m%d}{number % 1_000:03d}"
    return first + citizen_check_digit(first)


def contact_name(number: int) -> str:
    """For a contact or a member: a surname and two syllables."""
    surname = SURNAMES[number % len(SURNAMES)]
    first, second = GIVEN[number % len(GIVEN)], GIVEN[(number // len(GIVEN) + 5) % len(GIVEN)]
    return surname + first + second
