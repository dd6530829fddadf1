"""What would a ledger change, row by row, against the register as it stands?"""

from shuniu.queries.imports.judgement import Alike, Difference, Finding, Judgement, LedgerRow

__all__ = ["Alike", "Difference", "Finding", "Judgement", "LedgerRow"]
