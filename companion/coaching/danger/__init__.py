"""Danger: the short check of red flags, emergencies that stay in force, and crises."""
