"""The text of a note: blocks, tokens, the untyped tree, names as they are written."""
