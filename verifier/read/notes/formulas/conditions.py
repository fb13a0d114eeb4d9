r"""Conditions, ranges and sets: ``i \neq j``, ``0 < x \le 1``, ``k \in \{1, \dots, m\}``.

Guarantee: a condition becomes relations between scalar terms, all of its tokens read;
shapes (``m \times n``) become sizes; a range of an index has its first and last value.
Limits: sets are ranges, intervals, the standard number sets and their powers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.arrays import Array
from verifier.read.entrywise import at_once, entrywise
from verifier.read.notes.formulas import element_values, expressions, memberships, orders
from verifier.read.notes.scopes import elements
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node, Raw, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch, same_size
from verifier.terms import Add, And, Condition, Family, Not, Or, Relation, Term, number

RELATIONS = {
    "=": "=", r"\neq": "!=", r"\ne": "!=", "<": "<", ">": ">", r"\lt": "<", r"\gt": ">",
    r"\le": "<=", r"\leq": "<=", r"\leqslant": "<=", r"\ge": ">=", r"\geq": ">=",
    r"\geqslant": ">=", r"\equiv": "=", **orders.ORDERS,
}  # fmt: skip
CONNECTIVES = {r"\land": "and", r"\wedge": "and", r"\lor": "or", r"\vee": "or", ",": "and",
               r"\text{and}": "and", r"\text{or}": "or", r"\&": "and"}  # fmt: skip
NEGATIONS = frozenset({r"\lnot", r"\neg"})
NUMBER_SETS = {"R": "R", "N": "N", "Z": "Z", "C": "C", "Q": "Q"}


@dataclass(frozen=True)
class NumberSet:
    """A standard set of numbers to some shape, e.g. the reals to the n x m."""

    letter: str
    shape: tuple[Term, ...]
    sign: str = ""
    """``>``, ``>=`` or nothing: a restriction to one side of 0."""


@dataclass(frozen=True)
class Range:
    """The integers from ``lower`` to ``upper``."""

    lower: Term
    upper: Term
    element: str = ""
    """The set whose elements these number, where its elements are no numbers."""
    inside: Family | None = None
    """Entries that are 1 at those that count."""


@dataclass(frozen=True)
class Interval:
    """Real numbers between two ends; an end may be missing (infinite)."""

    lower: Term | None
    upper: Term | None
    closed: tuple[bool, bool]
    shape: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One of finitely many values, to some shape."""

    members: tuple[Term, ...]
    shape: tuple[Term, ...] = ()


Domain = NumberSet | Range | Interval | Choice


def is_relation(nodes: Sequence[Node]) -> bool:
    """Whether a relation stands at the top level of ``nodes``."""
    signs = {*RELATIONS, r"\in", r"\notin"}
    return any(isinstance(node, Leaf) and node.text in signs for node in nodes)


def condition(
    ctx: Context, nodes: Sequence[Node], at: Placed, *, entries: bool = False
) -> Condition:
    """Relations joined by and, or, commas.

    ``entries``: whether a relation between arrays may stand as one between their entries, which
    is the same only where the condition is stated, not where it is denied, one of several
    alternatives, or a truth value.
    """
    groups: list[list[list[Node]]] = [[[]]]
    for node in nodes:
        joint = connective(node)
        if joint == "or":
            groups.append([[]])
        elif joint == "and":
            groups[-1].append([])
        elif not (isinstance(node, Leaf) and node.text in (r"\quad", r"\qquad")):
            groups[-1][-1].append(node)
    either: list[Condition] = []
    for group in groups:
        parts: list[Condition] = []
        for part in group:
            if part:
                parts.extend(simple(ctx, part, at, entries=entries and len(groups) == 1))
        if not parts:
            raise Complaint("syntax", "a condition is missing here", at)
        either.append(parts[0] if len(parts) == 1 else And(tuple(parts)))
    return either[0] if len(either) == 1 else Or(tuple(either))


def is_logic(nodes: Sequence[Node]) -> bool:
    """Whether signs for and, or, not join relations in ``nodes``."""
    signs = any(isinstance(node, Leaf) and (node.text in NEGATIONS or (
        node.text in CONNECTIVES and node.text not in (",", r"\&"))) for node in nodes)  # fmt: skip
    return signs and any(is_relation([node]) or (isinstance(node, Fenced) and (
        is_relation(node.children))) for node in nodes)  # fmt: skip


def simple(ctx: Context, nodes: Sequence[Node], at: Placed, *, entries: bool) -> list[Condition]:
    """A chain of relations, a condition in brackets, or the negation of one."""
    first = nodes[0]
    if isinstance(first, Leaf) and first.text in NEGATIONS and len(nodes) > 1:
        return [negated(condition(ctx, nodes[1:], at))]
    if len(nodes) == 1 and isinstance(first, (Fenced, Group)) and is_relation(first.children) and (
        not isinstance(first, Fenced) or (first.left, first.right) in (("(", ")"), ("[", "]"))
    ):  # fmt: skip
        return [condition(ctx, first.children, at, entries=entries)]
    return chain(ctx, nodes, at, entries=entries)


NEGATED = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def negated(condition: Condition) -> Condition:
    """That ``condition`` fails, where it says anything."""
    if isinstance(condition, Relation):
        return Relation(NEGATED[condition.operator], condition.left, condition.right)
    return condition.condition if isinstance(condition, Not) else Not(condition)


def connective(node: Node) -> str:
    """``and`` or ``or`` when ``node`` is such a word or sign."""
    match node:
        case Leaf():
            return CONNECTIVES.get(node.text, "")
        case Raw(text=text):
            word = text.strip().strip(",").strip().lower()
            return word if word in ("and", "or") else ""
        case _:
            return ""


def chain(ctx: Context, nodes: Sequence[Node], at: Placed, *, entries: bool) -> list[Condition]:
    r"""``a < b \le c`` as its two relations; ``x \in S`` as what it says of x."""
    sides: list[list[Node]] = [[]]
    signs: list[str] = []
    for node in nodes:
        text = node.text if isinstance(node, Leaf) else ""
        if text in RELATIONS or text in (r"\in", r"\notin"):
            signs.append(text)
            sides.append([])
        else:
            sides[-1].append(node)
    if not signs:
        raise Complaint("syntax", f"`{text_of(nodes[0])}...` is no condition", nodes[0])
    found: list[Condition] = []
    for place, sign in enumerate(signs):
        left, right = sides[place], sides[place + 1]
        if not left or not right:
            raise Complaint("syntax", "one side of this condition is missing", at)
        if sign in (r"\in", r"\notin"):
            whole = entries and sign == r"\in"
            inside = memberships.membership(ctx, left, right, at, entries=whole)
            found.append(memberships.denied(inside, at) if sign == r"\notin" else inside)
            continue
        if (same := element_values.compared(ctx, RELATIONS[sign], left, right)) is not None:
            found.append(same)
            continue
        ends = [expressions.expression(ctx, side, side[0]) for side in (left, right)]
        try:
            compare = entrywise if entries else at_once
            operator = RELATIONS[sign]
            if sign in orders.ORDERS:
                operator = orders.as_condition(sign, ends, at)
            found.append(compare(operator, *matched(*ends)))
        except ShapeMismatch as mismatch:
            raise Complaint(mismatch.code, mismatch.message, left[0]) from None
    return found


def matched(left: Array, right: Array) -> tuple[Array, Array]:
    """Both sides as numbers where they are, lists turned the way of the other side."""
    left, right = values.as_scalar(left), values.as_scalar(right)
    return values.oriented(left, right.shape), values.oriented(right, left.shape)


def sizes(ctx: Context, nodes: Sequence[Node], at: Placed) -> tuple[Term, ...]:
    r"""``m \times n`` as two sizes."""
    found: list[Term] = []
    for part in split(nodes, (r"\times", ",")):
        if (known := elements.named(ctx, part)) is not None:
            found.append(elements.count(known))
            continue
        value = expressions.expression(ctx, part, part[0])
        found.append(values.one_number(value, part[0], "a size"))
    if not found:
        raise Complaint("syntax", "a size is missing here", at)
    return tuple(found)


def domain(ctx: Context, nodes: Sequence[Node], at: Placed) -> Domain:
    r"""The set that ``nodes`` name: ``\mathbb{R}^{m \times n}``, ``\{1, \dots, n\}``."""
    if not nodes:
        raise Complaint("syntax", "a set is missing here", at)
    node = nodes[0]
    if len(nodes) > 1 and (known := elements.named(ctx, nodes)) is not None:
        return Range(known.lower, known.upper, known.element, known.inside)
    if len(nodes) == 2 and isinstance(nodes[1], Fenced) and (
        (same := elements.named(ctx, nodes[:1])) is not None and same.element
    ):  # fmt: skip
        shown, inner = text_of(node) + text_of(nodes[1]), "".join(map(text_of, nodes[1].children))
        ctx.note(f"`{shown}` is read as `{same.name.latex}`, the same set for every `{inner}`")
        ctx.doubts.setdefault(f"that `{shown}` may be another set for every `{inner}`")
        return Range(same.lower, same.upper, same.element, same.inside)
    if len(nodes) > 1:
        raise Complaint("syntax", f"cannot read `{text_of(nodes[1])}` after the set", nodes[1])
    base = node.base if isinstance(node, Script) else node
    sup = node.sup if isinstance(node, Script) else None
    sub = node.sub if isinstance(node, Script) else None
    letter = set_letter(ctx, base)
    if letter:
        return number_set(ctx, letter, sub, sup)
    if isinstance(base, Fenced) and base.left == r"\{":
        return listed(ctx, base, sup)
    if isinstance(base, Fenced) and base.left in ("(", "[") and len(
        ends := split(base.children, (",", ";"))
    ) == 2:  # fmt: skip
        bounds = [end(ctx, part) for part in ends]
        shape = sizes(ctx, sup.children, sup) if sup is not None else ()
        return Interval(bounds[0], bounds[1], (base.left == "[", base.right == "]"), shape)
    if isinstance(base, Fenced) and base.left == "[":
        return Range(number(1), sizes(ctx, base.children, base)[0])
    if (known := elements.named(ctx, nodes)) is not None:
        return Range(known.lower, known.upper, known.element, known.inside)
    if elements.unknown(ctx, node):
        raise elements.undeclared(node)
    raise Complaint("not-supported", f"the set `{text_of(node)}`", node)


def end(ctx: Context, nodes: Sequence[Node]) -> Term | None:
    """One end of an interval; None for an infinite one."""
    if any(isinstance(node, Leaf) and node.text == r"\infty" for node in nodes):
        return None
    value = expressions.expression(ctx, nodes, nodes[0])
    return values.one_number(value, nodes[0], "the end of an interval")


def set_letter(ctx: Context, node: Node | None) -> str:
    r"""R, N, Z, C or Q when ``node`` is such a set (``\mathbb{R}``, ``\R``, or R undeclared)."""
    match node:
        case Command(r"\mathbb" | r"\mathbf" | r"\mathrm", (group,)) if len(group.children) == 1:
            inside = group.children[0]
            return inside.text if isinstance(inside, Leaf) and inside.text in NUMBER_SETS else ""
        case Leaf() if node.text in (r"\R", r"\N", r"\Z", r"\C", r"\Q", r"\reals", r"\Reals",
                                     r"\Re"):  # fmt: skip
            return "R" if node.text in (r"\reals", r"\Reals", r"\Re") else node.text[1:]
        case Leaf() if node.text in ("R", "N", "Z"):
            head = names.head_of(node)
            return "" if head is None or ctx.scope.fitting(head) is not None else node.text
        case _:
            return ""


def number_set(ctx: Context, letter: str, sub: Group | None, sup: Group | None) -> NumberSet:
    """A number set with its exponent and restrictions."""
    sign = ""
    text = "".join(map(text_of, sub.children)) if sub is not None else ""
    signs = {"+": ">=", ">0": ">", r"\ge0": ">=", r"\geq0": ">=", "++": ">", "": ""}
    if text not in signs and not (letter == "N" and text == "0"):
        assert sub is not None
        raise Complaint("not-supported", f"the set with `_{{{text}}}`", sub)
    sign = signs.get(text, "0")
    if sup is None:
        return NumberSet(letter, (), sign)
    above = "".join(map(text_of, sup.children))
    if above in ("+", "*"):
        return NumberSet(letter, (), ">=" if above == "+" else "!=")
    return NumberSet(letter, sizes(ctx, sup.children, sup), sign)


def listed(ctx: Context, fence: Fenced, sup: Group | None) -> Domain:
    """``{1, ..., n}`` as a range, ``{0, 1}`` as a choice."""
    parts = split(fence.children, (",", ";"))
    dots = [place for place, part in enumerate(parts) if is_dots(part[0])]
    joined = [part for part in parts if any(is_dots(node) for node in part)]
    if (dots or joined) and sup is None:
        return dotted_range(ctx, fence.children, fence)
    if not parts:
        raise Complaint("syntax", "an empty set", fence)
    found = [values.as_scalar(expressions.expression(ctx, part, part[0])) for part in parts]
    if any(one.rank for one in found):
        raise Complaint("not-supported", "a set of tuples", fence)
    members = tuple(one.entry(()) for one in found)
    return Choice(members, sizes(ctx, sup.children, sup) if sup is not None else ())


def is_dots(node: Node) -> bool:
    """Whether ``node`` is an ellipsis."""
    return isinstance(node, Leaf) and node.text in names.DOTS


def dotted_range(ctx: Context, nodes: Sequence[Node], at: Placed) -> Range:
    r"""``1, \dots, n``, ``0, 1, ..., n - 1``, ``1..n`` as a range."""
    nodes = [node for node in nodes if not (isinstance(node, Leaf) and node.text in (
        r"\quad", r"\,"))]  # fmt: skip
    dots = [place for place, node in enumerate(nodes) if is_dots(node) or is_point(node)]
    ends = nodes[0], nodes[-1]
    if not dots and counted(nodes) and isinstance(ends[0], Leaf) and isinstance(ends[1], Leaf):
        return Range(number(ends[0].text), number(ends[1].text))
    if not dots:
        raise Complaint("syntax", r"a range such as `1, \dots, n` is expected", at)
    before, after = list(nodes[: dots[0]]), list(nodes[dots[-1] + 1 :])
    heads = split(before, (",",))
    tails = split(after, (",",))
    if not heads or len(tails) != 1:
        raise Complaint("syntax", r"a range such as `1, \dots, n` is expected", at)

    def one(part: Sequence[Node]) -> Term:
        return values.one_number(expressions.expression(ctx, part, at), part[0], "a bound")

    lower, upper = one(heads[0]), one(tails[0])
    for step, extra in enumerate(heads[1:], 1):
        shown = one(extra)
        if not same_size(shown, Add((lower, number(step)))):
            raise Complaint("not-supported", "a range in other steps than 1", extra[0])
    return Range(lower, upper)


def counted(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are ``0, 1, 2``: whole numbers in steps of one."""
    shown = [part[0].text if len(part) == 1 and isinstance(part[0], Leaf) else "" for part in
             split(nodes, (",",))]  # fmt: skip
    if len(shown) < 2 or not all(text.isdigit() and len(text) < 7 for text in shown):
        return False
    return [int(text) for text in shown] == list(range(int(shown[0]), int(shown[0]) + len(shown)))


def is_point(node: Node) -> bool:
    """Whether ``node`` is a full stop (two of them make a range)."""
    return isinstance(node, Leaf) and node.text == "."
