"""The keyed seal and the name of the key file, for doors that may not see tables."""

from shuniu.models.keyring import KeysUnusable, keyring, make_key_file
from shuniu.models.secrecy import Unreadable, key_fingerprint, mac

__all__ = ["KeysUnusable", "Unreadable", "key_fingerprint", "keyring", "mac", "make_key_file"]
