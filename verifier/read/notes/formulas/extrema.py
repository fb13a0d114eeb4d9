r"""Largest and smallest of many numbers: ``\max_i x_i``, ``\|x\|_\infty``, ``\max\{a, b\}``.

Guarantee: a maximum over an index is the entry at a place of its own, about which is known

    x_i <= x_k  for all i,    and k is one of the values of i,

so that the claim is about every such place. Where the numbers depend on further indices, so
does the place. While a formula is read the numbers stand in a term that carries them, so that
definitions and values are put into them like anywhere else. Limits: not inside a derivative,
an integral or a limit; no conditions on the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from verifier.claim import Assumption, Forall
from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.latex_names import bracket
from verifier.read.latex_print import latex
from verifier.read.notes.formulas import conditions, expressions, operators, sum_scope
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Environment, Fenced, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.sizes import names_in
from verifier.terms import (
    ZERO,
    Add,
    At,
    Derivative,
    Entry,
    Family,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Number,
    Power,
    Relation,
    Sort,
    Term,
    Variable,
    negate,
    number,
    over,
)
from verifier.traversal import free_indices, fresh_name

T = TypeVar("T")
MARKS = {"max": "@max", "min": "@min"}
"""What marks a term that carries the numbers; names that no author can write."""
OTHER = {"max": "min", "min": "max"}
PARTS = {"max": "<=", "min": ">="}
"""How a number stands to the largest and to the smallest one."""


def of_index(ctx: Context, cursor: Cursor, word: str, node: Script) -> Array:
    r"""``\max_i x_i``: over the values of a letter, of the product that follows."""
    assert node.sub is not None
    first_ = node.sub.children[0]
    head = head_of(first_)
    if isinstance(first_.base if isinstance(first_, Script) else first_, Fenced) and (
        conditions.is_relation(node.sub.children)
    ):  # fmt: skip
        shown = shorten("".join(map(text_of, node.sub.children)))
        raise Complaint("not-supported", f"the {word} over all with `{shown}`", node)
    found = ctx.lookup(head) if head is not None else None
    if found is not None and isinstance(found[0], Quantity):
        raise Complaint("not-supported", f"the {word} over all `{found[0].name.latex}`", node)
    binding = operators.bound(ctx, node, cursor.nodes[cursor.at :])
    if binding.conditions or binding.ends:
        raise Complaint("not-supported", f"a {word} over some values only", node)
    if cursor.peek() is None:
        raise Complaint("syntax", f"`{word}` of what?", node)
    first = cursor.at
    inside = sum_scope.inner(ctx, cursor, binding.letters)
    body = values.as_scalar(expressions.product(binding.context, inside))
    cursor.at = inside.at
    if body.rank:
        raise Complaint("shape-mismatch", f"the {word} of an array", node)
    if cursor.sign() in ("+", "-"):
        shown = expressions.written(ctx, cursor.nodes[first : cursor.at])
        ctx.note(f"the scope of `{word}` is `{shown}`; it ends before `{cursor.sign()}`")
    term = body.entry(())
    for index in reversed(binding.indices):
        term = carrying(word, index, term)
    return arrays.scalar(term)


def of_entries(word: str, value: Array) -> Array:
    """The largest or smallest entry of a vector."""
    inner = values.entries_of(value)
    if inner.rank != 1:
        raise Complaint("not-supported", f"the {word} of something with {inner.rank} axes")
    name = fresh_name("i", {*inner.names})
    index = over(name, inner.shape[0], inner.starts[0])
    return arrays.scalar(carrying(word, index, inner.entry((index,))))


def of_cases(ctx: Context, word: str, node: Environment) -> Array:
    r"""``\max \begin{cases} a \\ b \end{cases}``: the larger of its rows."""
    found: list[Array] = []
    for row in node.rows:
        nodes = [part for cell in row for part in cell]
        while nodes and text_of(nodes[-1]) in (",", ";", "."):
            nodes = nodes[:-1]
        if nodes:
            found.append(expressions.expression(ctx, nodes, node))
    if not found:
        raise Complaint("syntax", f"`{word}` of what?", node)
    ctx.note(f"the rows behind `{word}` are read as the numbers it is taken of")
    return of_several(word, found)


def of_several(word: str, given: Sequence[Array]) -> Array:
    """The larger or smaller of several numbers, entry by entry."""
    result = given[0]
    for value in given[1:]:
        result = arrays.apply(lambda a, b: Function(word, (a, b)), result, value)
    return result


def rows_behind(cursor: Cursor) -> Environment | None:
    """The rows of numbers that stand behind ``max``; None for anything else."""
    node = cursor.peek()
    if isinstance(node, Fenced) and len(node.children) == 1:
        node = node.children[0]
    if isinstance(node, Environment) and node.name in ("cases", "dcases", "rcases", "array",
                                                       "matrix"):  # fmt: skip
        return node if all(len([cell for cell in row if cell]) < 2 for row in node.rows) else None
    return None


def clipped(ctx: Context, given: Sequence[Array], node: Node) -> Array:
    """``clip(x, a, b)``: x, but at least a and at most b."""
    if len(given) != 3:
        raise Complaint("syntax", f"`clip` takes three arguments, not {len(given)}", node)
    ctx.note(r"`clip(x, a, b)` read as `\min(\max(x, a), b)`")
    return of_several("min", (of_several("max", given[:2]), given[2]))


def positive_part(ctx: Context, node: Script, base: Fenced) -> Array | None:
    r"""``[x]_+``, ``(x)^+``: the larger of x and 0; None for other scripts."""
    marks = {text_of(group) for group in (node.sub, node.sup) if group is not None}
    alone = node.sub is None or node.sup is None
    if marks != {"+"} or not alone or base.left not in ("(", "[", r"\{"):
        return None
    value = values.as_scalar(expressions.expression(ctx, base.children, base))
    if node.sup is not None and value.rank > 1 and not values.vector_like(value):
        return None
    ctx.note(f"`{shorten(text_of(node))}` read as the positive part: the larger of it and 0")
    return of_several("max", (value, arrays.scalar(ZERO)))


# -- terms that carry the numbers ----------------------------------------------------------


def carrying(word: str, index: Index, value: Term) -> At:
    """The largest of the values, as a term that carries them."""
    size = Add((index.upper, negate(index.lower), number(1)))
    return At(Variable(MARKS[word], Sort.INTEGER), Family(MARKS[word], (size,)), (index,), value)


def word_of(node: object) -> str:
    """``max`` or ``min`` for a term that carries its numbers; nothing for others."""
    if isinstance(node, At) and isinstance(node.binder, Family):
        return next((word for word, mark in MARKS.items() if node.binder.name == mark), "")
    return ""


def occur(node: object) -> bool:
    """Whether a term somewhere in ``node`` carries numbers."""
    return any(word_of(part) for part in once(node))


def printed(node: T) -> T:
    """``node`` with largest values as quantities that have their name."""

    def visit(part: object) -> object:
        if word := word_of(part):
            assert isinstance(part, At)
            inner = cast(Term, visit(part.value))
            plain = isinstance(inner, (Entry, Variable, Function, Number))
            shown = latex(inner) if plain else bracket(latex(inner))
            return Variable(rf"\{word}_{{{ranged(part.indices[0])}}} {shown}")
        if isinstance(part, Power) and word_of(part.base):
            base = cast(Variable, visit(part.base))
            return Power(Variable(bracket(base.name)), cast(Term, visit(part.exponent)))
        return rebuild(part, visit)

    return cast(T, visit(node)) if occur(node) else node


def ranged(index: Index) -> str:
    """An index as it stands below the sign: with its range where that is no whole axis."""
    if index.lower == number(1) and isinstance(index.upper, Variable):
        return latex(index)
    return rf"{latex(index.lower)} \le {latex(index)} \le {latex(index.upper)}"


@dataclass
class Extrema:
    """The places of largest and smallest values in one claim, and what is known of them."""

    taken: set[str]
    places: dict[object, Variable | Family] = field(default_factory=dict)
    given: list[Assumption] = field(default_factory=list)

    def stated(self, node: object) -> object:
        """``node`` with largest values as entries at places of their own."""
        word = word_of(node)
        if word:
            assert isinstance(node, At)
            return self.largest(word, node.indices[0], cast(Term, self.stated(node.value)))
        if isinstance(node, (Derivative, Integral, Limit, At)) and occur(node):
            raise Complaint("not-supported", "a maximum or minimum over an index inside a "
                            "derivative, an integral or a limit")  # fmt: skip
        return rebuild(node, self.stated)

    def largest(self, word: str, index: Index, value: Term) -> Term:
        """The value at the place where it is largest; what is the same everywhere stands apart."""
        match value:
            case Add(terms) if fixed := tuple(one for one in terms if index not in below(one)):
                rest = tuple(one for one in terms if one not in fixed)
                return Add((*fixed, self.largest(word, index, Add(rest)))) if rest else value
            case Add((only,)) | Multiply((only,)):
                return self.largest(word, index, only)
            case Multiply((Number(factor), *others)) if factor and others:
                other = word if factor > 0 else OTHER[word]
                inner = self.largest(other, index, Multiply(tuple(others)))
                return Multiply((Number(factor), inner))
            case _:
                return self.entry(word, index, value)

    def entry(self, word: str, index: Index, value: Term) -> Term:
        """The value at the place where it is largest."""
        free = others(index, value)
        holes: dict[Variable | Index, Term] = {
            one: Index(f"?{place}", one.lower, one.upper) for place, one in enumerate(free)
        }
        bounds = [substitute(end, put_in(holes)) for end in (index.lower, index.upper)]
        holes[index] = Index("?", number(1), number(1))
        key = word, *bounds, substitute(value, put_in(holes))
        if key not in self.places:
            self.places[key] = self.place(free)
            self.tell(word, index, value, at(self.places[key], free))
        return substitute(value, put_in({index: at(self.places[key], free)}))

    def place(self, free: Sequence[Index]) -> Variable | Family:
        """A new place, one for each value of the indices."""
        name = fresh_name("k", self.taken)
        self.taken.add(name)
        starts: list[int] = []
        for index in free:
            if not isinstance(index.lower, Number) or free_indices(index.upper):
                raise Complaint("not-supported", f"a maximum for each `{index.name}`")
            starts.append(int(index.lower.value))
        sizes = tuple(index.upper if start == 1 else Add((index.upper, number(1 - start)))
                      for index, start in zip(free, starts, strict=True))  # fmt: skip
        if not free:
            return Variable(name, Sort.INTEGER)
        return Family(name, sizes, tuple(starts), Sort.INTEGER)

    def tell(self, word: str, index: Index, value: Term, here: Term) -> None:
        """What is known of a place."""
        free = others(index, value)
        most = Relation(PARTS[word], value, substitute(value, put_in({index: here})))
        self.given.append(Forall((*free, index), most))
        for bound in (Relation("<=", index.lower, here), Relation("<=", here, index.upper)):
            self.given.append(Forall(free, bound) if free else bound)


def others(index: Index, value: Term) -> tuple[Index, ...]:
    """The indices that a maximum over ``index`` depends on."""
    found = free_indices((index.lower, index.upper, value))
    return tuple(one for one in found if one != index)


def below(term: Term) -> set[object]:
    """A term and all that stands in it."""
    return set(once(term))


def at(place: Variable | Family, free: Sequence[Index]) -> Term:
    """A place for given values of the indices."""
    return Entry(place, tuple(free)) if isinstance(place, Family) else place


def stated(node: T) -> tuple[T, tuple[Assumption, ...]]:
    """``node`` with largest values as entries, and what is known of their places."""
    if not occur(node):
        return node, ()
    own = Extrema(set(names_in(node)))
    result = cast(T, own.stated(node))
    return result, tuple(own.given)
