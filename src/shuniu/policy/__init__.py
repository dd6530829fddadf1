"""The law: packs, clauses, rules, grants, measures and words. No clock, no database."""
