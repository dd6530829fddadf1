"""What does the law say about Party-building instructors?"""
