"""枢纽 Shuniu: how a comprehensive Party committee runs Party building in social organizations."""
