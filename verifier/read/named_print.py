"""Terms as LaTeX in their author's names: ``s_i`` for what it was defined to be.

Guarantee: a name is printed only in the place of a term that it means. Limits: a meaning is
recognised by its form, not by its value.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.latex_print import Display, Printer
from verifier.read.matching import flattened, folded
from verifier.terms import Condition, Term, Variable
from verifier.traversal import walk

Names = Sequence[tuple[Term, str]]
"""Terms, and how each is printed."""


def latex_as_written(term: Term | Condition, named: Names) -> str:
    """``term`` with the names of those of its parts that are written as in ``named``."""
    if not named:
        return Printer().text(term)
    return Printer(displays(named)).text(with_names(term, [meant for meant, _ in named]))


def latex_by_names(term: Term | Condition, named: Names) -> str:
    """The same, where products and fractions need not be written as in ``named``."""
    if not named:
        return Printer().text(term)
    meanings = [meant for meant, _ in named]
    exact = with_names(term, meanings)
    flat = with_names(flattened(term), [flattened(meant) for meant in meanings])
    shorter = min(exact, flat, key=lambda found: sum(1 for _ in walk(found)))
    return Printer(displays(named)).text(shorter)


def displays(named: Names) -> dict[str, Display]:
    """What stands for the names in ``with_names``."""
    return {f"?{place}": Display(name) for place, (_, name) in enumerate(named)}


def with_names(term: Term | Condition, meanings: Sequence[Term]) -> Term | Condition:
    """``term`` with ``?0``, ``?1``, ... in the place of the ``meanings``."""
    return folded(term, [(meant, Variable(f"?{at}")) for at, meant in enumerate(meanings)])
