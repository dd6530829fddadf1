"""The law of dated facts themselves, whatever they are about."""
