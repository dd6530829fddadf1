"""Where Party building meets what else happens to an organization: its own renewal."""
