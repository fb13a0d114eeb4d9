"""Reports: one run, one file a format, each with one ``render(run) -> str``.

Guarantee: a report only says what the run holds; the same run gives the same text
(times of computation, which vary, are shown by the terminal and JSON alone).
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from verifier.engine.results import Run

FORMATS = {
    "terminal": "verifier.report.terminal",
    "markdown": "verifier.report.markdown",
    "json": "verifier.report.json_report",
    "jsonl": "verifier.report.jsonl",
    "html": "verifier.report.html",
    "junit": "verifier.report.junit",
    "sarif": "verifier.report.sarif",
    "github": "verifier.report.github",
}
"""Name of a format -> the module that renders it, imported when it is asked for."""


class Renderer(Protocol):
    """What the module of a format offers."""

    def render(self, run: Run) -> str:
        """The whole report, ending in a newline."""


def render(run: Run, format: str) -> str:
    """``run`` in ``format``, one of ``FORMATS``; ``KeyError`` on another."""
    return cast(Renderer, import_module(FORMATS[format])).render(run)
