"""Who may give whom an account?"""
