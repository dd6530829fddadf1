"""What the law needs to know, read for many things at once and handed over as frozen dataclasses."""
