"""An organization's own renewal, for screens."""
