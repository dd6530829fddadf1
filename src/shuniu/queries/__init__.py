"""Reading the ledger, for screens and for the law."""
