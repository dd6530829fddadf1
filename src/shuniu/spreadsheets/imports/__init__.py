"""Ledgers in: a workbook becomes rows that say what they mean, or a plain sentence why it does not."""
