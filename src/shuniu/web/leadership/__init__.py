"""班子: who leads a Party organization, appointments, and what is handed over."""
