"""What may be kept about a natural person at all, why, how long, and who reads it?"""
