"""Carrier of Excel and CSV, in and out."""
