"""Put down what happens to an organization itself and what its Party organization has to do with it."""
