"""The pages of an organization's own renewal."""
