"""Word and PDF out: official documents from templates an office can edit."""
