"""What does the law say about the tree of Party organizations, their load and their names?"""
