"""A verdict with the claim that it is about: as text, in notebooks, in tests.

Guarantee: shows nothing that the claim and the verdict do not hold; a notebook gets
HTML with MathML, Markdown or LaTeX, whichever it can show.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path

from verifier.claim import Claim, IllFormed
from verifier.engine.results import Result
from verifier.verdict import Verdict


@dataclass(frozen=True, repr=False)
class Answer(Verdict):
    """What ``verifier.verify`` returns."""

    claim: Claim | IllFormed | None = field(default=None, compare=False)

    @property
    def result(self) -> Result | None:
        """Claim and verdict together."""
        return None if self.claim is None else Result(self.claim, self)

    def __repr__(self) -> str:
        """The outcome and its evidence in one line."""
        from verifier.report import words

        said = self.message.partition("\n")[0]
        if self.proof is not None and self.proof.proved_for:
            said = f"for {words.covered_plain(self.proof.proved_for)}"
        if self.counterexample is not None:
            point = self.counterexample
            said = f"at {words.place(point)}: left {point.lhs}, right {point.rhs}"
        return f"<{self.outcome}{' ' if said else ''}{said}>"

    def __str__(self) -> str:
        """Everything that is known, line by line."""
        from verifier.report.explain import explain

        result = self.result
        return explain(result, Path()) if result else repr(self)

    def _repr_html_(self) -> str:
        """Statement, verdict and evidence; the proof folded."""
        from verifier.report.notebook import page

        result = self.result
        return page(result) if result else f"<code>{self.outcome}</code>"

    def _repr_markdown_(self) -> str:
        """Statement, verdict and evidence."""
        from verifier.report.markdown import body

        result = self.result
        return "\n\n".join(body(result)) if result else f"**{self.outcome}**"

    def _repr_latex_(self) -> str:
        r"""The statement, and the outcome beside it."""
        statement = self.claim.statement if self.claim is not None else ""
        word = rf"\text{{{self.outcome}}}"
        both = rf"{statement} \qquad {word}" if statement else word
        return rf"$\displaystyle {both}$"


def answer(claim: Claim | IllFormed, verdict: Verdict) -> Answer:
    """``verdict`` with its claim."""
    parts = {part.name: getattr(verdict, part.name) for part in fields(Verdict)}
    return Answer(**parts, claim=claim)


def expect(found: Answer, outcome: str) -> None:
    """Raise ``AssertionError`` with all the evidence unless ``found`` came out as ``outcome``."""
    __tracebackhide__ = True
    if found.outcome != outcome:
        raise AssertionError(f"{found.outcome}, not {outcome}\n\n{found}")
