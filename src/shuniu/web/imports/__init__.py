"""The import wizard: a ledger is shown first, mended and mapped, then written, and can be taken back."""
