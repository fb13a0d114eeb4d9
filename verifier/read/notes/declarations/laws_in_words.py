r"""Laws in words: ``$X$ be a Poisson random variable with mean $\lambda$`` as ``X \sim Poisson``.

Guarantee: the words name one law and each of its parameters by what it is called,

    Bernoulli (probability, parameter), binomial (parameters n and p), Poisson (mean, rate,
    parameter), exponential (rate, parameter), geometric (probability, parameter), normal or
    Gaussian (mean, variance), standard normal, uniform on an interval;

independence stays in the words. Limits: an exponential law by its mean is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Raw

LAW = (
    r"(?P<law>standard normal|standard gaussian|normal|gaussian|bernoulli|poisson|exponential|"
    r"geometric|binomial|uniform)(?:ly)?"
)
SHARED = (
    r"(?P<shared>(?:(?:mutually\s+)?independent(?:\s+and\s+identically\s+distributed)?|"
    r"i\.?\s?i\.?\s?d\.?)[\s,]+)?"
)
KIND = re.compile(
    rf"\s*,?\s*(?:be|is|are|denotes?)\s+(?:an?\s+)?{SHARED}{LAW}"
    r"(?:\s+(?:random\s+)?variables?|\s+r\.v\.s?|\s+distributed)?(?:\s+random\s+variables?)?"
    r"(?P<rest>\s*,?\s+(?:with|on|over)\b.*|\s*)$"
)
ENDS = re.compile(r"\s*(?:[.;,]|$)")
GIVEN = re.compile(r"\b(?:given|condition|truncat|restrict|censor)")
"""Words behind a law that make another of it."""
FIRST = {
    "bernoulli": ("probability", "parameter", "mean"), "poisson": ("mean", "rate", "parameter"),
    "exponential": ("rate", "parameter"), "geometric": ("probability", "parameter"),
    "binomial": ("parameters",), "normal": ("mean",), "gaussian": ("mean",),
    "uniform": ("on", "over"),
}  # fmt: skip
"""The last word before the first parameter."""
SECOND = {"binomial": "and", "normal": "and variance", "gaussian": "and variance"}
NAMES = {
    "bernoulli": "Bernoulli", "poisson": "Poisson", "exponential": "Exp", "geometric": "Geometric",
    "binomial": "Binomial", "normal": "N", "gaussian": "N", "uniform": "U",
}  # fmt: skip


def drawn(formulas: Sequence[Formula]) -> list[Formula]:
    r"""The formulas of a **Let**, with laws in words written as ``\sim``."""
    found: list[Formula] = []
    rest = list(formulas)
    while rest:
        formula = rest.pop(0)
        match = KIND.match(formula.behind.lower().replace("distributed as", "distributed"))
        if match is None or (read := parameters(match, rest)) is None:
            if match is None and ENDS.split(formula.behind, maxsplit=1)[0] != formula.behind:
                match = KIND.match(ENDS.split(formula.behind, maxsplit=1)[0].lower())
            read = parameters(match, []) if match is not None else None
        if match is None or read is None:
            found.append(formula)
            continue
        given, used = read
        shared = (match["shared"] or "").strip()
        behind = rest[used - 1].behind if used else ""
        if GIVEN.search(behind.lower()):
            raise Complaint("not-supported", "a law that words change into another",
                            formula.nodes[0])  # fmt: skip
        rest = rest[used:]
        name = NAMES[match["law"].removeprefix("standard ")]
        at = formula.end
        law = (Leaf(Token("command", r"\sim", at, at)), Raw(r"\text", name, at, at),
               Fenced("(", ")", tuple(given), at, at))  # fmt: skip
        words = f"be {shared} {behind}" if shared else behind
        while found and found[-1].behind.strip() in ("and", ",", ", and") and names(found[-1]):
            before = found.pop()
            formula = replace(formula, nodes=(*before.nodes, comma(), *formula.nodes))
        found.append(replace(formula, nodes=(*formula.nodes, *law), behind=words))
    return found


def names(formula: Formula) -> bool:
    """Whether a formula lists names of which it says nothing."""
    return all(len(part) == 1 and head_of(part[0]) is not None
               for part in split(formula.nodes, (",",)))  # fmt: skip


def parameters(match: re.Match[str], rest: Sequence[Formula]) -> tuple[list[Node], int] | None:
    """The parameters of a law, and in how many formulas they stand."""
    law, words = match["law"], match["rest"].split()
    if law.startswith("standard"):
        zero, one = (Leaf(Token("number", digit, 0, 0)) for digit in "01")
        return ([zero, comma(), one], 0) if not words else None
    if not words or not rest or words[-1] not in FIRST[law]:
        return None
    first = rest[0]
    if law == "uniform":
        fence = first.nodes[0] if len(first.nodes) == 1 else None
        plain = isinstance(fence, Fenced) and fence.left in ("[", "(")
        ends = split(fence.children, (",",)) if isinstance(fence, Fenced) and plain else []
        return ([*ends[0], comma(), *ends[1]], 1) if len(ends) == 2 else None
    inside = split(first.nodes, (",",))
    if law in SECOND and len(inside) == 2:
        return [*inside[0], comma(), *inside[1]], 1
    if law not in SECOND:
        return (list(first.nodes), 1) if len(inside) == 1 else None
    if first.behind.strip().lower() != SECOND[law] or len(rest) < 2:
        return None
    return [*first.nodes, comma(), *rest[1].nodes], 2


def comma() -> Leaf:
    """What parts two parameters."""
    return Leaf(Token("symbol", ",", 0, 0))
