"""Reading social organizations for screens: lists and cards, for an actor and a day."""
