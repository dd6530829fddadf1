"""Nothing about a person in clear; a value opens only where it belongs and only with its key."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from shuniu.models import keyring
from shuniu.models.imports import WrappedKey
from shuniu.models.secrecy import (
    KeysUnusable,
    Unreadable,
    blind_index,
    decrypt,
    decrypt_many,
    destroy_keys,
    encrypt,
    encrypt_many,
    mac,
    new_wrapped_key,
    with_key,
)

pytestmark = pytest.mark.django_db
PLACE = {"table": "shuniu_officecontact", "field": "phone"}


def test_secrecy_a_value_comes_back_and_is_never_the_same_twice() -> None:
    row = uuid4()
    first, second = (encrypt("19900001234", row=row, **PLACE) for _ in range(2))
    assert first != second
    assert b"19900001234" not in first
    assert decrypt(memoryview(first), row=row, **PLACE) == decrypt(second, row=row, **PLACE) == "19900001234"


def test_secrecy_a_value_moved_elsewhere_does_not_open() -> None:
    row = uuid4()
    value = encrypt("19900001234", row=row, **PLACE)
    for place in (
        {"table": PLACE["table"], "field": "phone", "row": uuid4()},
        {"table": PLACE["table"], "field": "mobile", "row": row},
        {"table": "shuniu_unit", "field": "phone", "row": row},
    ):
        with pytest.raises(Unreadable):
            decrypt(value, **place)


def test_secrecy_any_flipped_bit_is_noticed() -> None:
    row = uuid4()
    value = encrypt("19900001234", row=row, **PLACE)
    for bit in range(len(value) * 8):
        damaged = bytearray(value)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            decrypt(bytes(damaged), row=row, **PLACE)
    for length in range(len(value)):
        with pytest.raises(Unreadable):
            decrypt(value[:length], row=row, **PLACE)


def test_secrecy_fifty_thousand_phones_cost_half_a_second() -> None:
    rows = [(f"{number:011d}", uuid4()) for number in range(50_000)]
    encrypt_many(rows[:10], **PLACE)
    start = time.process_time()
    sealed = encrypt_many(rows, **PLACE)
    spent = time.process_time() - start
    picked = random.Random(7).sample(range(50_000), 500)
    opened = decrypt_many([(sealed[number], rows[number][1]) for number in picked], **PLACE)
    assert opened == [rows[number][0] for number in picked]
    assert spent < 0.5


def test_secrecy_a_destroyed_key_takes_every_copy_with_it() -> None:
    key, row = new_wrapped_key("import"), uuid4()
    content = with_key(key).encrypt(b"ledger", table="shuniu_batch", row=row, field="content")
    again = with_key(WrappedKey.objects.get(pk=key.pk))
    assert again.decrypt(content, table="shuniu_batch", row=row, field="content") == b"ledger"
    other = new_wrapped_key("import")
    with pytest.raises(Unreadable):
        with_key(other).decrypt(content, table="shuniu_batch", row=row, field="content")
    assert destroy_keys([key.pk]) == 1
    assert list(WrappedKey.objects.values_list("pk", flat=True)) == [other.pk]


def test_secrecy_a_wrapped_key_serves_only_its_purpose() -> None:
    key = new_wrapped_key("import")
    key.purpose = "person"
    with pytest.raises(Unreadable):
        with_key(key)


def test_secrecy_keys_of_separate_uses_are_separate(settings: Any, tmp_path: Path) -> None:
    index, seal = blind_index("110101"), mac(b"110101")
    assert len(index) == len(seal) == 32
    assert index != seal
    assert blind_index("110101") == index
    assert blind_index("110101", "mobile") != index
    settings.KEY_FILE = tmp_path / "other.key"
    assert blind_index("110101") != index
    assert mac(b"110101") != seal


def test_secrecy_a_key_file_others_can_read_is_refused(settings: Any, tmp_path: Path) -> None:
    settings.KEY_FILE = tmp_path / "open.key"
    keyring.make_key_file(settings.KEY_FILE)
    assert settings.KEY_FILE.stat().st_mode & 0o777 == 0o600
    settings.KEY_FILE.chmod(0o640)
    with pytest.raises(KeysUnusable, match="chmod 600"):
        mac(b"")


@pytest.mark.parametrize(
    "defect",
    ["", "{}", "[1]", "cut", "zero", "twice", "nobody"],
    ids=["empty", "no keys", "other shape", "cut short", "sample key", "one key for two uses", "no current key"],
)
def test_secrecy_a_damaged_or_sample_key_file_is_refused(defect: str, settings: Any, tmp_path: Path) -> None:
    settings.KEY_FILE = tmp_path / "damaged.key"
    keyring.make_key_file(settings.KEY_FILE)
    whole = settings.KEY_FILE.read_text()
    content = json.loads(whole)
    if defect == "zero":
        content["index"] = "A" * 43 + "="
    if defect == "twice":
        content["index"] = content["seal"]
    if defect == "nobody":
        content["current"] = 2
    known = {"cut": whole[: len(whole) // 2]}
    settings.KEY_FILE.write_text(known.get(defect, json.dumps(content) if defect.isalpha() else defect))
    with pytest.raises(KeysUnusable, match="不完整或已损坏"):
        mac(b"")


def test_secrecy_lost_keys_are_not_replaced_by_new_ones(settings: Any, tmp_path: Path) -> None:
    new_wrapped_key("import")
    settings.KEY_FILE = tmp_path / "lost.key"
    with pytest.raises(KeysUnusable, match="找不到密钥文件"):
        mac(b"")
    assert not settings.KEY_FILE.exists()
