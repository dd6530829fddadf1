"""What runs by itself, and the console program."""
