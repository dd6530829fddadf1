"""Acts on the register of organizations and other bodies."""
