"""Sequences: recursions, update rules, statements about every step."""
