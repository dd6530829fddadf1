"""Which rights does the application role get? Read by the installation, which may not see tables."""

from shuniu.models.privileges import statements

__all__ = ["statements"]
