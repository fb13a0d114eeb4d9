"""Displays as statements: rows, chains, conditions, arrows, and each link as a claim."""
