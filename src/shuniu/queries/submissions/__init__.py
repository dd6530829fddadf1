"""Submissions for screens: the organization's own, those to be decided on, how far all of them are."""
