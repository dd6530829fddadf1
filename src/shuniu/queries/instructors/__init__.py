"""Instructors for screens: the pools and postings, trainings, the work log, and what a committee sees of it."""
