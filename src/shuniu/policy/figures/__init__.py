"""What does the law say about targets and indicators?"""
