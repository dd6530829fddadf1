"""Acts on the pool of Party-building instructors and on their postings."""
