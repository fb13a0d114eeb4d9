"""First drafts of declarations for notes that have none."""
