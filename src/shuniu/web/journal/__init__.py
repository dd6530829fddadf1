"""The journal: what was done, by whom, from which day it counts."""
