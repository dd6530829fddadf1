"""信息填报: filled in and submitted by the organization's own clerk, decided on by the responsible office."""
