"""A claim and its verdict as a notebook shows them: HTML with MathML, no script.

Guarantee: the same pieces as in the HTML report, with a style that touches nothing else
on the page; dark where the notebook or the reader's system is.
"""

from __future__ import annotations

import re
from pathlib import Path

from verifier.engine.results import Result
from verifier.report.html_claims import claim, text
from verifier.report.style import scoped

LINK = re.compile(r'<a href="#[^"]*">(.*?)</a>')
"""A link inside of the report, which leads nowhere here."""


def page(result: Result) -> str:
    """One claim."""
    title = result.item.title
    head = f"<h3>{text(title)}</h3>" if title else ""
    shown = LINK.sub(r"\1", claim(result, head, Path()))
    return f'<div class="verifier"><style>{scoped()}</style>{shown}</div>'
