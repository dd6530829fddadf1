"""What does the law say about the roll of members?"""
