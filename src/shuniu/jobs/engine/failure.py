"""What is raised when the private database cannot do what was asked: one clear sentence."""


class EngineFailed(Exception):
    """The message is one Chinese sentence for the person at the console."""
