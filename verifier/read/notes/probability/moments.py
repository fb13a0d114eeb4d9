r"""Random variables of which a line says the mean and the variance; lists of independent ones.

Guarantee: ``$X_1, \dots, X_n$ be i.i.d. random variables with mean $\mu$ and variance
$\sigma^2$`` is read by first and second moments,

    E[X_i] = mu,     Cov(X_i, X_j) = sigma^2 delta_ij,

with a mean and a variance of their own where the line names none. What follows from these is
proved; a claim that rests on more than them (a product of three, a function) is not refuted.
Limits: numbers and vectors.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verifier.claim import Forall
from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import expressions
from verifier.read.notes.formulas.conditions import NumberSet
from verifier.read.notes.probability import random_variables
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Glyph, Name, head_of
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Command, Leaf, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import OUTCOME, Random
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Cases,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sum,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import walk

FILL = r"(?:(?:a|the|same|common|identical|finite|known|unknown|constant|population|its)\s+)*"
MEAN = re.compile(rf"\b(?:with|having|of)\s+{FILL}(?:mean|expectation|expected value)s?$")
ZERO_MEAN = r"(?:(?:mean\s+(?:zero|0)|zero[\s-]mean)\s*,?\s*(?:and|with)\s+)?"
SPREAD = re.compile(rf"\b(?:with|having|of)\s+{ZERO_MEAN}{FILL}(?:co)?variances?(?:\s+matrix)?$")
THEN = re.compile(rf"^\s*,?\s*(?:and\s+)?(?:with\s+)?{FILL}(?:co)?variances?(?:\s+matrix)?$")
"""The same behind a mean."""
WITHIN = re.compile(r"(\brandom\s+(?:vector|variable|matri|quantit)\w*),?\s+(?:(?:with|taking)\s+"
                    r"(?:its\s+)?values\s+)?(?:in|from|of)$")  # fmt: skip
DRAWN = re.compile(r"\b(?:random|i\.?\s?i\.?\s?d|independent|uncorrelated|samples?|noise)\b")
IN_WORDS = {
    "mean": re.compile(r"\b(?:mean (?:zero|0)|zero[- ]mean)\b"),
    "variance": re.compile(r"\b(?:variance (?:one|1)|unit[- ]variance)\b"),
}
INDEPENDENT = re.compile(
    r"(?<!conditionally )(?<!linearly )(?<!affinely )(?<!algebraically )\b"
    r"(?:(?:independent|uncorrelated)(?!\s+(?:of|from|given)\b(?!\s+(?:each|one)\b))\b|"
    r"i\.?\s?i\.?\s?d\b|ind$)"
)
DENIED = re.compile(r"\b(?:not|nor|never|neither|or|possibly|maybe|may|without)\b[^,.;]*"
                    r"\b(?:independent|uncorrelated|i\.?\s?i\.?\s?d)\b")  # fmt: skip
WEAKER = re.compile(r"\b(?:uncorrelated|pairwise)\b")
ENTRIES = re.compile(r"\b(?:entries|components|coordinates|elements)\b")
"""What of one vector may be independent."""
IDENTICAL = re.compile(r"\b(?:i\.?\s?i\.?\s?d\b|identically\b)")
USED = "(their means and covariances are used)"


@dataclass(frozen=True)
class Moments:
    """What a line says of the mean and the variance; as nodes, as a number, or nothing."""

    mean: tuple[Node, ...] | Term | None = None
    variance: tuple[Node, ...] | Term | None = None
    independent: bool = False
    identical: bool = False
    weak: bool = False
    """Whether they are only called uncorrelated, or independent in pairs."""
    said: str = ""
    """What more the line says, which is not used: that they have a law."""
    words: str = field(default="", compare=False)
    """The words behind a law."""


def take(formulas: Sequence[Formula]) -> tuple[list[Formula], dict[int, Moments]]:
    """The formulas without those of means and variances; these by where the others stand."""
    formulas = in_sets(formulas)
    left: list[Formula] = []
    found: dict[int, Moments] = {}
    place = 0
    while place < len(formulas):
        formula, drawn = plain_sign(formulas[place])
        place += 1
        kept, behind = "", formula.behind
        known = in_words(f"{drawn} {sentence(behind)}")
        drawn_here = DRAWN.search(sentence(behind)) is not None
        for which in ("mean", "variance"):
            words = sentence(behind)
            spread = THEN if known.mean is not None and kept else SPREAD
            match = (MEAN if which == "mean" else spread).search(words)
            if match is None or place >= len(formulas) or not drawn_here:
                continue
            require_one(match[0], formulas[place])
            nodes = formulas[place].nodes
            known = replace(known, mean=nodes) if which == "mean" else replace(
                known, variance=nodes, words=match[0])  # fmt: skip
            kept, behind = kept + words[: match.start()], formulas[place].behind
            place += 1
        formula = replace(formula, behind=f"{kept} {behind}" if kept else behind)
        left.append(formula)
        known = replace(known, independent=known.independent or independent(formula.behind),
                        weak=bool(weaker(formula.behind, len(formulas) + 2)))  # fmt: skip
        if known != Moments():
            found[formula.start] = known
    for one, after in reversed(list(itertools.pairwise(left))):
        if sentence(one.behind) in ("", "and", ", and") and after.start in found:
            found.setdefault(one.start, found[after.start])
    return left, found


def require_one(words: str, given: Formula) -> None:
    """Raise ``Complaint`` for several means: ``$X, Y$ with means $a$ and $b$``."""
    behind, kind = given.behind.strip().lower(), words.split()[-1].rstrip("s")
    several = words.endswith("s") and behind in ("and", ",", ", and")
    if several or re.match(rf"\W*(?:respectively|(?:and\s+)?(?:with\s+)?{kind})\b", behind):
        raise Complaint("declaration", "one mean and one variance for all of them: declare each "
                        "variable by itself", given.nodes[0])  # fmt: skip


def in_sets(formulas: Sequence[Formula]) -> list[Formula]:
    r"""``$X$ be a random vector in $\mathbb{R}^n$`` as ``$X \in \mathbb{R}^n$ be ...``."""
    found: list[Formula] = []
    for formula in formulas:
        last = found[-1] if found else None
        words = WITHIN.search(last.behind.lower()) if last is not None else None
        first = formula.nodes[0]
        base = first.base if isinstance(first, Script) else first
        if last is None or words is None or text_of(base or first) not in (r"\mathbb{R}", r"\R"):
            found.append(formula)
            continue
        sign = Leaf(Token("command", r"\in", first.start, first.start))
        behind = f"{last.behind[: words.end(1)]} {formula.behind}"
        found[-1] = replace(last, nodes=(*last.nodes, sign, *formula.nodes), behind=behind)
    return found


def plain_sign(formula: Formula) -> tuple[Formula, str]:
    r"""``X_i \overset{iid}{\sim} p`` with the plain sign, and the word above it."""
    for place, node in enumerate(formula.nodes):
        if not isinstance(node, Command) or node.name not in (r"\overset", r"\stackrel"):
            continue
        above, sign = ("".join(map(text_of, group.children)) for group in node.arguments)
        if sign == r"\sim":
            plain = Leaf(Token("command", sign, node.start, node.end))
            nodes = (*formula.nodes[:place], plain, *formula.nodes[place + 1 :])
            return replace(formula, nodes=nodes), above.lower().replace(".", "")
    return formula, ""


def sentence(behind: str) -> str:
    """The words up to the end of the sentence; the dots of an abbreviation end none."""
    plain = behind.lower().replace("i.i.d.", "iid ").replace("w.r.t.", "wrt")
    return re.split(r"[.;](?:\s|$)", plain)[0].rstrip(" ,:")


def independent(words: str) -> bool:
    """Whether words call variables independent of one another."""
    words = words.lower()
    return bool(INDEPENDENT.search(words)) and not DENIED.search(words)


def weaker(words: str, count: int) -> str:
    """The word for less than independence among ``count`` variables; of lists, that is enough."""
    match = WEAKER.search(sentence(words))
    return match[0] if match is not None and count > (2 if match[0] == "pairwise" else 1) else ""


def in_words(words: str) -> Moments:
    """``with mean zero``, ``of unit variance``, ``i.i.d.``."""
    mean = ZERO if IN_WORDS["mean"].search(words) else None
    variance = ONE if IN_WORDS["variance"].search(words) else None
    identical = bool(IDENTICAL.search(words)) and not DENIED.search(words)
    return Moments(mean, variance, independent(words), identical)


# -- what is assumed ---------------------------------------------------------------------


def assume(ctx: Context, symbol: Random, moments: Moments, owners: Owners) -> None:
    """Assume what is said of one random variable, list or vector."""
    long = [axis for axis, size in enumerate(symbol.view.shape) if axis and size != ONE]
    listed = len(long) == 1
    if symbol.owner is None or not isinstance(symbol.weights, Family):
        return
    if not long and "covariance" in moments.words and moments.variance is not None:
        raise Complaint(
            "declaration",
            f"`{symbol.name.latex}` is a number: a covariance of what? "
            r"Say `variance`, or **Assume** $\operatorname{Cov}(X, Y) = c$",
        )
    if moments.identical or (listed and moments.independent):
        moments = completed(symbol, moments, owners)
    if moments.said or (listed and moments.independent):
        words = moments.said or "are independent"
        ctx.scope.unread.append((symbol.owner, f"that `{symbol.name.latex}` {words} {USED}"))
    if len(long) > 1 and (moments.mean or moments.variance):
        raise Complaint("not-supported", "the mean and variance of matrices, or of vectors in a "
                        "list")  # fmt: skip
    at = tuple(over(letter, symbol.view.shape[axis], symbol.view.starts[axis])
               for letter, axis in zip(("{i}", "{j}"), long * 2, strict=False))  # fmt: skip
    one, other = (at[:1], at[1:]) if listed else ((), ())
    if listed:
        ctx = replace(ctx, unit=symbol.view.shape[long[0]])
    if moments.mean is not None:
        mean = value(ctx, moments.mean, "mean", owners)
        require(ctx, one, Relation("=", average(symbol, one, 1), entry(mean, one)))
    if moments.variance is None:
        return
    spread = value(ctx, moments.variance, "variance", owners)
    if spread.rank == 2:
        require(ctx, at, Relation("=", covariance(symbol, one, other), spread.entry(at)))
    elif listed and moments.independent:
        same = Cases(((Relation("=", at[0], at[1]), entry(spread, one)),), ZERO)
        require(ctx, at, Relation("=", covariance(symbol, one, other), same))
    else:
        require(ctx, one, Relation("=", covariance(symbol, one, one), entry(spread, one)))


def alike(symbols: Sequence[Random], moments: Moments, owners: Owners) -> Moments:
    """``X, Y`` i.i.d.: one mean and one variance for all of them, and a law that is not used."""
    if not moments.identical or len(symbols) < 2:
        return moments
    return replace(completed(symbols[0], moments, owners),
                   said=moments.said or "have one law")  # fmt: skip


def completed(symbol: Random, moments: Moments, owners: Owners) -> Moments:
    """A mean and a variance of its own for a list of which the line names none."""
    made: list[Term] = []
    for letter, known in (("m", moments.mean), ("v", moments.variance)):
        name = Name(Glyph(letter), (symbol.name.latex,))
        if known is not None:
            continue
        if moments.identical:
            made.append(owners.variable(name))
            continue
        axes = zip(symbol.view.shape[1:], symbol.view.starts[1:], strict=True)
        (size, start), *_ = (axis for axis in axes if axis[0] != ONE)
        family = owners.family(name, (size,), (start,), new=True)
        made.append(Entry(family, (over("{i}", family.shape[0], family.starts[0]),)))
    mean = moments.mean if moments.mean is not None else made.pop(0)
    return replace(moments, mean=mean, variance=moments.variance
                   if moments.variance is not None else made.pop(0))  # fmt: skip


def value(
    ctx: Context, given: tuple[Node, ...] | Term, which: str, owners: Owners
) -> Array:  # fmt: skip
    r"""The mean or the variance; ``\mu`` and ``\sigma^2`` are declared where nothing else does."""
    if not isinstance(given, tuple):
        return arrays.scalar(given)
    head = head_of(given[0]) if len(given) == 1 else None
    identity = head is not None and head.glyph.letter in ("I", "1")
    if head is not None and not identity and (
        ctx.lookup(replace(head, sup=())) is None and ctx.lookup(head) is None
    ):  # fmt: skip
        squared = which == "variance" and len(head.sup) == 1 and head.sup[0].text == "2"
        if squared or not head.sup:
            bare = replace(head, sup=())
            made = quantities.quantity(ctx, bare, NumberSet("R", ()), owners)
            if which == "variance" and isinstance(made.owner, Variable):
                ctx.scope.assumptions.append(Relation(">", made.owner, ZERO))
    return values.entries_of(values.as_scalar(expressions.expression(ctx, given, given[0])))


def entry(value_: Array, at: tuple[Index, ...]) -> Term:
    """A number for all, or the entry of a vector."""
    return value_.entry(at[: value_.rank])


def require(ctx: Context, free: tuple[Index, ...], relation: Relation) -> None:
    """Assume a relation for all of the list."""
    known = {part for part in walk(relation) if isinstance(part, Index)}
    free = tuple(index for index in free if index in known)
    ctx.scope.assumptions.append(Forall(free, relation) if free else relation)


def at_outcome(symbol: Random, at: tuple[Index, ...], depth: int) -> tuple[Term, Term, Index]:
    """The value, its probability and the index of the outcome."""
    assert isinstance(symbol.weights, Family)
    index = random_variables.outcome(symbol.weights, depth)
    assert isinstance(index, Index)
    return entry_at(symbol, index, at), Entry(symbol.weights, (index,)), index


def entry_at(symbol: Random, index: Index, at: tuple[Index, ...]) -> Term:
    """The value at an outcome; axes of length 1 have their one place."""
    own: list[Term] = list(at)
    axes = zip(symbol.view.shape[1:], symbol.view.starts[1:], strict=True)
    places = [own.pop(0) if size != ONE and own else number(start) for size, start in axes]
    return symbol.view.entry((index, *places))


def average(symbol: Random, at: tuple[Index, ...], depth: int) -> Term:
    """``E[X_i]``."""
    inside, weight, index = at_outcome(symbol, at, depth)
    return Sum(index, Multiply((weight, inside)))


def covariance(
    symbol: Random, one: tuple[Index, ...], other: tuple[Index, ...], beside: Random | None = None
) -> Term:
    """``E[(X_i - E[X_i]) (X_j - E[X_j])]``; with a second variable ``beside`` it, of both."""
    partner = beside or symbol
    first, weight, index = at_outcome(symbol, one, 1)
    second = entry_at(partner, index, other)
    apart = (first - average(symbol, one, 2)) * (second - average(partner, other, 2))
    return Sum(index, Multiply((weight, apart)))


def uncorrelated(ctx: Context, symbols: Sequence[Random]) -> None:
    """Assume that the covariance of any two of these numbers is 0; of others that is not used."""
    for symbol, other in itertools.combinations(symbols, 2):
        if symbol.view.rank == other.view.rank == 1:
            ctx.scope.assumptions.append(Relation("=", covariance(symbol, (), (), other), ZERO))
        elif symbol.owner is not None:
            ctx.scope.unread.append((symbol.owner, "that the variables are uncorrelated"))


# -- what is settled by them -------------------------------------------------------------


def settled(owner: object, words: str, claim: object) -> bool:
    """Whether a claim rests on means and covariances only, of which all are possible."""
    if not words.endswith(USED) or not isinstance(owner, Family):
        return False
    return all(degree(part.body, owner) <= 2 for part in walk(claim)
               if isinstance(part, Sum) and is_outcome(part.index))  # fmt: skip


MANY = 99


def is_outcome(index: Index) -> bool:
    """Whether a sum over this index is a mean."""
    return index.name.startswith(OUTCOME)


def degree(term: Term, owner: Family) -> int:
    """The degree of a term in the values of a random variable; a mean of them is a number."""
    match term:
        case Entry(family):
            return int(family == owner)
        case Add(parts):
            return max((degree(part, owner) for part in parts), default=0)
        case Multiply(parts):
            return sum(degree(part, owner) for part in parts)
        case Power(base, Number(value=exponent)) if exponent >= 0 and exponent == int(exponent):
            return degree(base, owner) * int(exponent)
        case Sum(index, body):
            return 0 if is_outcome(index) else degree(body, owner)
        case _:
            return MANY * any(isinstance(part, Entry) and part.family == owner
                              for part in walk(term))  # fmt: skip
