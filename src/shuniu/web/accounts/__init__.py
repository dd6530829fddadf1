"""Signing in and out, the office one acts for, the own password."""
