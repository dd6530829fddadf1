"""The ledger: tables, constraints, labels; no decisions."""
