"""Looking at what is kept from sight: shown for a purpose, and written down who looked."""
