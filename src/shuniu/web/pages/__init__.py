"""Home and the pages that say what went wrong."""
