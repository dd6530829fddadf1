"""Settings and the site map."""
