"""What does the law say about setting up Party organizations?"""
