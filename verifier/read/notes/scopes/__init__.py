"""What the letters of a note mean, section by section."""
