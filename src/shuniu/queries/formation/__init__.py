"""组建 for screens: what an application is filled in from."""
