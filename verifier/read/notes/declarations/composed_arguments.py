r"""Arguments of a definition that are more than a letter: ``\ell(y, f(x)) = e^{-y f(x)}``.

Guarantee: the value of such an argument is a parameter of its own, which stands on the right
side wherever the argument does, and what it is made of stands nowhere else there:

    \ell(y, f(x)) = e^{-y f(x)}   ->   \ell(y, u) = e^{-y u}.

Limits: numbers; an argument is recognised as it is spelt, or by the form of its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import abstraction
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Glyph, Name, head_of
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.read.notes.terms.traverse import once
from verifier.terms import Apply, Dependent, Entry, Family, FunctionSymbol, Sort, Term, Variable
from verifier.traversal import free_indices

MARK = r"\xi_{"
"""How the letters of such parameters begin: no name in a note does."""


@dataclass(frozen=True)
class Composed:
    """An argument, its value, and the parameter that stands for it."""

    nodes: tuple[Node, ...]
    value: Term
    quantity: Quantity


def is_composed(ctx: Context, argument: Sequence[Node]) -> bool:
    """Whether an argument of a definition is a call or a product that begins with a name."""
    return len(argument) > 1 and head_of(argument[0]) is not None and not ctx.spelt and (
        names.joined(argument) is None
    )  # fmt: skip


def taken(ctx: Context, argument: Sequence[Node], place: int) -> Composed:
    """The value of ``argument`` as a parameter; ``Complaint`` where it is no number."""
    value = values.as_scalar(expressions.expression(ctx, argument, argument[0]))
    term = None if value.rank else value.entry(())
    if term is None or free_indices(term):
        raise Complaint("declaration", "a parameter is a letter", argument[0])
    name = name_of(place)
    variable = Variable(name.internal)
    return Composed(tuple(argument), term, Quantity(name, arrays.scalar(variable), variable))


def name_of(place: int) -> Name:
    """The name of the parameter at ``place``."""
    return Name(Glyph(MARK + f"{place}}}"))


def is_place(name: Name) -> bool:
    """Whether a parameter has no letter of its own."""
    return name.glyph.letter.startswith(MARK)


def unknown(ctx: Context, symbol: Function) -> list[Name]:
    """The letters of a function that nothing declares, and that are numbers."""
    both = zip(symbol.letters, symbol.parameters, strict=True)
    new = [letter for letter, own in both if not own.rank and not is_place(letter)]
    return [letter for letter in new if ctx.scope.find(letter) is None]


# -- right sides -----------------------------------------------------------------------------


def marked(nodes: Sequence[Node], given: Sequence[Composed]) -> list[Node]:
    """``nodes`` with the letters of the parameters where the arguments stand as spelt."""
    found = list(nodes)
    for one in given:
        found = swapped_nodes(found, one)
    return found


def swapped_nodes(nodes: Sequence[Node], one: Composed) -> list[Node]:
    """``nodes``, and what is below them, with a letter for one argument."""
    length, last = len(one.nodes), one.nodes[-1]
    letter = one.quantity.name.glyph.letter
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        row = nodes[at : at + length]
        own = Leaf(Token("letter", letter, nodes[at].start, row[-1].end))
        if list(map(text_of, row)) == list(map(text_of, one.nodes)):
            found.append(own)
            at += length
        elif isinstance(end := row[-1], Script) and end.base is not None and (
            isinstance(last, Fenced)
            and [*map(text_of, row[:-1]), text_of(end.base)] == list(map(text_of, one.nodes))
        ):  # fmt: skip
            found.append(replace(end, base=own))  # f(x)^2
            at += length
        else:
            found.append(below(nodes[at], one))
            at += 1
    return found


def below(node: Node, one: Composed) -> Node:
    """``node`` with a letter for one argument in its parts."""
    match node:
        case Group() | Fenced():
            return replace(node, children=tuple(swapped_nodes(node.children, one)))
        case Command():
            return replace(node, arguments=tuple(inside(part, one) for part in node.arguments))
        case Script():
            sub, sup = (None if part is None else inside(part, one)
                        for part in (node.sub, node.sup))  # fmt: skip
            return replace(node, base=None if node.base is None else below(node.base, one),
                           sub=sub, sup=sup)  # fmt: skip
        case _:
            return node


def inside(group: Group, one: Composed) -> Group:
    """A group with a letter for one argument."""
    return replace(group, children=tuple(swapped_nodes(group.children, one)))


def lifted(
    ctx: Context, right: Array, given: Sequence[Composed], letters: Sequence[Array], at: Node
) -> Array:  # fmt: skip
    """``right`` with the parameters for the values of the arguments that are composed."""
    if not given:
        return right
    own = {part for letter in letters for part in atoms(letter.entry(probes(letter)))}

    def entry(indices: tuple[Term, ...]) -> Term:
        term = right.entry(indices)
        for one in given:
            shown = shorten("".join(map(text_of, one.nodes)))
            term, count = swapped(ctx, term, one)
            made = atoms(one.value) | atoms(ctx.definitions.unfold(one.value))
            left = (atoms(term) | atoms(ctx.definitions.unfold(term))) & made - own
            if not count or left:
                how = "stands alone too on the right side" if left else "does not occur there"
                raise Complaint("declaration", f"the value is to depend on `{shown}`: what it is "
                                f"made of {how}", at)  # fmt: skip
        return term

    entry(probes(right))
    return Array(right.shape, entry, right.starts)


def swapped(ctx: Context, term: Term, one: Composed) -> tuple[Term, int]:
    """``term`` with the parameter of ``one`` for its value, folded names opened if need be."""
    variable = one.quantity.owner
    assert isinstance(variable, Variable)
    found, count = abstraction.swapped(term, one.value, (), variable)
    if count or variable in set(once(term)):
        return found, 1
    value, plain = ctx.definitions.unfold(one.value), ctx.definitions.unfold(term)
    return abstraction.swapped(plain, value, (), variable)


def probes(array: Array) -> tuple[Term, ...]:
    """An index along each axis."""
    return tuple(arrays.fresh_index(f"?{axis}", size, array.starts[axis], ())
                 for axis, size in enumerate(array.shape))  # fmt: skip


def atoms(term: Term) -> set[object]:
    """The numbers, arrays and functions in a term, sizes left out."""
    found: set[object] = set()
    for part in once(term):
        match part:
            case Variable(sort=sort) if sort is not Sort.DIMENSION:
                found.add(part)
            case Family() | FunctionSymbol():
                found.add(part)
            case Apply(symbol=symbol):
                found.add(symbol)
            case Entry(family=family) | Dependent(family=family):
                found.add(family)
    return found
