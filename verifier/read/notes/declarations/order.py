r"""The order in which the formulas of a **Let** are taken.

Guarantee: ranges come first, laws last: ``$X \sim \mathrm{Exp}(\lambda)$, $\lambda > 0$`` is read
with the rate that stands behind it. Names that wait for what is said of them stay with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.declarations import indexes
from verifier.read.notes.formulas import conditions
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Leaf


def in_order(formulas: Sequence[Formula]) -> list[Formula]:
    r"""Ranges ``$i = 1, \dots, n$`` in front; ``$X \sim p$`` behind its parameters."""
    groups: list[list[Formula]] = []
    for formula in formulas:
        alone = not groups or signs_in(groups[-1][-1]) or not continues(groups[-1][-1].behind)
        if alone or indexes.is_range(formula):
            groups.append([])
        groups[-1].append(formula)
    groups.sort(key=lambda group: 0 if indexes.is_range(group[0]) else (
        1 + (r"\sim" in signs_in(group[-1]))))  # fmt: skip
    return [formula for group in groups for formula in group]


def signs_in(formula: Formula) -> list[str]:
    """The signs by which a formula says something of its names."""
    texts = [node.text for node in formula.nodes if isinstance(node, Leaf)]
    return [text for text in texts if text in (r"\in", r"\sim", ":", "=") or (
        text in conditions.RELATIONS)]  # fmt: skip


def continues(words: str) -> bool:
    """Whether a list of names goes on behind a formula."""
    return words.strip().lower() in ("", ",", "and", ", and", "or", "&", "are", "is")
