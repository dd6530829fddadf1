"""Words without a subject: periods, decisions, identifiers, trees."""
