"""What does the law say about social organizations, hubs and who is responsible for them?"""
