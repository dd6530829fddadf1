"""Campaigns: the list, one campaign, the forms."""
