"""The private PostgreSQL: how the platform runs a database of its own when it is given none."""

from shuniu.jobs.engine.binaries import find_binaries
from shuniu.jobs.engine.failure import EngineFailed, reason
from shuniu.jobs.engine.server import APP, OWNER, Engine

__all__ = ["APP", "OWNER", "Engine", "EngineFailed", "find_binaries", "reason"]
