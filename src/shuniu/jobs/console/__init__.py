"""The console program: the same commands, figures and guard as in the browser, for a terminal and for scripts."""

from shuniu.jobs.console.program import main

__all__ = ["main"]
