"""Acts on the tree of Party organizations and on whom they answer for, guide and cover."""
