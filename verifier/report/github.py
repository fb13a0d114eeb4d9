"""GitHub annotations: workflow commands that mark lines of a pull request.

Guarantee: the worst problems first, and no more than GitHub shows for one step (ten
errors and ten warnings); what is left out is counted in a notice.

Source: GitHub, "Workflow commands for GitHub Actions"; ``%``, CR, LF are escaped in
messages, and ``:`` and ``,`` in properties as well.
"""

from __future__ import annotations

from verifier.engine.results import Run
from verifier.report import words
from verifier.report.problem import Problem, problems

MOST = 10
"""Annotations of one level that GitHub shows for one step."""


def render(run: Run) -> str:
    """One workflow command a line."""
    lines: list[str] = []
    left_out = 0
    shown = {"error": 0, "warning": 0}
    for problem in problems(run):
        shown[problem.level] += 1
        if shown[problem.level] > MOST:
            left_out += 1
        else:
            lines.append(annotation(problem))
    more = f"; {words.plural(left_out, 'further problem')} not shown here" if left_out else ""
    return "\n".join([*lines, f"::notice title=verifier::{data(words.closing(run) + more)}"]) + "\n"


def annotation(problem: Problem) -> str:
    """The command that marks one line."""
    place = {"file": problem.file, "line": problem.line, "col": problem.column}
    known = ",".join(f"{key}={property_(str(value))}" for key, value in place.items() if value)
    title = property_(problem.title)
    return f"::{problem.level} {known},title={title}::{data(problem.message)}"


def data(text: str) -> str:
    """``text`` as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_(text: str) -> str:
    """``text`` as the value of a command's property."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
