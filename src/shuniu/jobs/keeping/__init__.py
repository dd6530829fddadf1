"""Back up and restore: one file with everything but keys, one file with the keys of imports and persons."""

from shuniu.jobs.keeping.backup import BackedUp, back_up
from shuniu.jobs.keeping.container import BackupDamaged
from shuniu.jobs.keeping.restore import NotEmpty, Restored, RestoreFailed, restore

__all__ = ["BackedUp", "BackupDamaged", "NotEmpty", "RestoreFailed", "Restored", "back_up", "restore"]
