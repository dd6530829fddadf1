"""组建: applied for, checked, reviewed, decided in a meeting, and set up with the reply."""
