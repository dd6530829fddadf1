"""信息填报: pages of the organization that files and of the office that decides."""
