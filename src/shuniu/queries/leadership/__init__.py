"""班子: who leads a Party organization on a day, from where a secretary may come, what is still lacking."""
