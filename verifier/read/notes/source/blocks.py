"""A text as its source and its blocks, in the language that the name of its file tells.

Guarantee: offsets of blocks are those of the source, and its lines and columns those of
the file. Limits: ``.tex`` is LaTeX, everything else Markdown.
"""

from __future__ import annotations

from verifier.read.notes.source import latex_blocks, markdown
from verifier.read.notes.source.complaint import Source
from verifier.read.notes.source.markdown import Block


def divided(text: str, file: str) -> tuple[Source, list[Block]]:
    """The source (of LaTeX: without comments and verbatim text) and its blocks."""
    if not file.endswith(".tex"):
        return Source.of(file, text), markdown.blocks(text)
    plain = latex_blocks.without_verbatim(latex_blocks.without_comments(text))
    return Source.of(file, plain), latex_blocks.blocks(plain)
