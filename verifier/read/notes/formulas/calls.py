r"""Calls: functions that a note defines or names, and names written with their arguments.

Guarantee: ``f(a)`` is the defining term with ``a`` put in (no capture, derivatives taken
first), ``f'(a)`` its derivative at ``a``, a function of one real variable goes entry by
entry over an array. A density is read at the letters that
name it only.
Limits: no inverse functions, no functions of functions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.latex_names import primed
from verifier.read.notes.calculus import nablas, partials, pointwise
from verifier.read.notes.declarations import domains
from verifier.read.notes.formulas import (
    conditionals,
    dotted_arguments,
    expressions,
    left_out,
    operands,
    superscripts,
    unbracketed,
)
from verifier.read.notes.formulas.dotted_arguments import Whole
from verifier.read.notes.scopes.context import Call, Context, Cursor
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, Name, Piece, head_of, pieces, split
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import Entries, substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once
from verifier.read.sizes import concrete, same_shape, same_size
from verifier.terms import (
    Apply,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Sort,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import walk

STOPS = frozenset({"+", "-", "/", "*", "=", ",", ";", "|", r"\cdot", r"\times", r"\odot", r"\circ"})
PAIRS = frozenset({("(", ")"), ("[", "]"), (r"\{", r"\}")})
"""Brackets around arguments."""

Scalars: TypeAlias = dict[Variable | Index, Term]


def arguments(cursor: Cursor, *kinds: str) -> tuple[list[list[Node]], Script | None, Node] | None:
    """The arguments that follow a function's name, and scripts behind them."""
    node = cursor.peek()
    fence = node.base if isinstance(node, Script) else node
    if node is None or not isinstance(fence, Fenced) or fence.left not in (kinds or ("(", "[")):
        return None
    if (fence.left, fence.right) not in PAIRS:
        raise Complaint("syntax", f"`{fence.left}...{fence.right}` is no pair of brackets", fence)
    cursor.take()
    parts = split(fence.children, SEPARATORS)
    return parts, node if isinstance(node, Script) else None, fence


def function(
    ctx: Context,
    cursor: Cursor,
    symbol: Function,
    sub: Sequence[Piece],
    sup: Sequence[Piece],
    group: Group | None,
    primes: int,
    node: Node,
) -> Array:
    """A function and its arguments; without arguments, its value at the letters as declared."""
    order, sup = derivative_order(sup, primes)
    found = None if mentions_itself(symbol, cursor) else arguments(cursor)
    circle = cursor.sign() == r"\circ"
    if found is None and symbol.standing is None and (ctx.point is not None or circle):
        require_no_inverse(sup, node)
        bare = pointwise.taken(ctx, cursor, symbol, order, node)
        return operands.attached(ctx, bare, sub, group, sup, 0, node)
    if found is None and (value := at_its_letters(ctx, symbol, order, node)) is not None:
        return operands.attached(ctx, value, sub, group, sup, 0, node)
    if found is None and symbol.standing is None and not order and without_brackets(symbol, cursor):
        first = cursor.at
        word = symbol.name.glyph.letter
        argument = unbracketed.argument(ctx, cursor, word, node)
        unbracketed.say_reach(ctx, cursor, word, first)
        value = values.bounded(called(ctx, symbol, [argument], 0, node))
        return operands.attached(ctx, value, sub, group, sup, 0, node)
    if found is None:
        if not order and (value := nablas.at_denominator(ctx, symbol, node)) is not None:
            return operands.attached(ctx, value, sub, group, sup, 0, node)
        if symbol.standing is None or order:
            raise pointwise.missing(symbol, node)
        return operands.attached(ctx, symbol.standing.view, sub, group, sup, 0, node)
    listed, script, fence = found
    every = dotted_arguments.gathered(ctx, listed)
    parts = [one.nodes if isinstance(one, Whole) else one for one in every]
    symbol = conditionals.meant(ctx, symbol, len(parts), fence, node)
    conditionals.require_letters(ctx, symbol, parts, fence, node)
    inner = ctx if ctx.point is None else replace(ctx, point=None)
    given = [one.view if isinstance(one, Whole) else
             expressions.expression(inner, conditionals.valued(ctx, one), fence)
             for one in every]  # fmt: skip
    if ctx.point is not None:
        pointwise.constant(ctx, symbol, given, node)
    value = values.bounded(called(ctx, symbol, given, order, fence))
    if symbol.smooth and not order:
        as_written(ctx, value, [node, fence])
    require_no_inverse(sup, node)
    after = pieces(script.sub) if script is not None else ()
    above = pieces(script.sup) if script is not None else ()
    if sup and above:
        raise Complaint("ambiguous", "a power before and after the arguments", node)
    if sup and values.as_scalar(value).rank == 0 and not superscripts.transposing(ctx, sup):
        shown = expressions.written(ctx, [node, cursor.nodes[cursor.at - 1]])
        ctx.note(f"`{shown}` read as the power of the value")
    outer = script.sup if script is not None and not sup else group
    return operands.attached(ctx, value, [*sub, *after], outer, sup or above,
                             script.primes if script is not None else 0, node)  # fmt: skip


def require_no_inverse(sup: Sequence[Piece], node: Node) -> None:
    """Refuse ``f^{-1}``."""
    if sup and sup[0].text == "-1":
        raise Complaint("not-supported", "an inverse function", node)


def as_written(ctx: Context, value: Array, nodes: Sequence[Node]) -> None:
    """Print the value of a function that is only declared as its author does."""
    if not value.rank:
        shown = " ".join(ctx.source.text[nodes[0].start : nodes[-1].end].split())
        ctx.calls.setdefault(value.entry(()), Call(shown, ()))


def without_brackets(symbol: Function, cursor: Cursor) -> bool:
    r"""Whether ``\text{Log} \prod_i a_i`` is a call: a name in letters, or a big sign behind."""
    node = cursor.peek()
    base = node.base if isinstance(node, Script) else node
    if base is None or symbol.arity != 1 or (isinstance(base, Leaf) and base.text in STOPS):
        return False
    letter = symbol.name.glyph.letter
    return (len(letter) > 1 and letter.isalpha()) or (
        isinstance(base, Leaf) and base.text in (r"\sum", r"\prod", r"\int"))  # fmt: skip


def mentions_itself(symbol: Function, cursor: Cursor) -> bool:
    r"""Whether what follows is ``(1 - \sigma)`` or ``(1 - \frac{P}{K})`` behind P: a factor."""
    node = cursor.peek()
    fence = node.base if isinstance(node, Script) else node
    if not isinstance(fence, Fenced) or len(symbol.letters) != 1 or not fence.children:
        return False
    return holds_bare(symbol.name, fence.children)


def holds_bare(name: Name, nodes: Sequence[Node]) -> bool:
    """Whether ``name`` stands somewhere in ``nodes`` without arguments."""
    waiting: list[Sequence[Node]] = [nodes]
    while waiting:
        row = waiting.pop()
        for before, inner, after in zip([None, *row], row, [*row[1:], None], strict=False):
            head = head_of(inner)
            behind = after.base if isinstance(after, Script) else after
            sign = before.base if isinstance(before, Script) else before
            if isinstance(sign, Leaf) and sign.text == r"\nabla":
                continue
            if head is not None and head.name == name and not isinstance(behind, Fenced):
                return True
            if head is None:
                waiting.append(parts(inner))
            elif isinstance(inner, Script) and inner.sup is not None:
                waiting.append(inner.sup.children)
    return False


def at_its_letters(ctx: Context, symbol: Function, order: int, node: Node) -> Array | None:
    """A bare function of one number at the letter of its definition, if the display has it."""
    if symbol.standing is None and not order and (
        own := partials.bare(ctx, symbol, node)) is not None:  # fmt: skip
        return own
    if symbol.standing is not None or len(symbol.letters) != 1 or ctx.free is None:
        return None
    (letter,) = symbol.letters
    if not occurs_in(letter, ctx.whole):
        return None
    found = ctx.scope.find(letter)
    if found is None:
        variable = Variable(letter.internal)
        found = Quantity(letter, arrays.scalar(variable), variable)
        ctx.free.declare(found)
    if not isinstance(found, Quantity) or values.as_scalar(found.view).rank:
        return None
    ctx.note(f"`{symbol.name.latex}` without argument read as "
             f"`{symbol.name.latex}({letter.latex})`")  # fmt: skip
    return called(ctx, symbol, [found.view], order, node)


def occurs_in(letter: Name, nodes: Sequence[Node]) -> bool:
    """Whether a letter stands somewhere in a display."""
    waiting: list[Node] = list(nodes)
    while waiting:
        node = waiting.pop()
        head = head_of(node)
        if head is not None and head.name == letter:
            return True
        waiting.extend(parts(node))
    return False


def derivative_order(sup: Sequence[Piece], primes: int) -> tuple[int, Sequence[Piece]]:
    """``f^{(k)}`` and primes as an order, and the scripts that are left."""
    if len(sup) == 1 and isinstance(sup[0].nodes[0], Fenced):
        inside = text_of(Group(sup[0].nodes[0].children, 0, 0)).strip("{}")
        if inside.isdigit() and int(inside) <= 12:
            return primes + int(inside), ()
    return primes, sup


def called(ctx: Context, symbol: Function, given: list[Array], order: int, at: Node) -> Array:
    """``symbol`` at the arguments ``given``, differentiated ``order`` times."""
    return domains.kept(ctx, symbol, given, value_at(ctx, symbol, given, order, at))


def value_at(ctx: Context, symbol: Function, given: list[Array], order: int, at: Node) -> Array:
    """The same, wherever the equation of ``symbol`` gives it."""
    if symbol.symbol is not None:
        return opaque(symbol.symbol, given, order, at)
    domains.said(ctx, symbol, given)
    assert symbol.value is not None
    given = left_out.completed(ctx, symbol, given, at)
    if symbol.standing is not None and not order and all(map(same_array, symbol.parameters, given)):
        return symbol.standing.view
    given = [values.as_scalar(value) for value in given]
    pairs = enumerate(zip(symbol.parameters, given, strict=True))
    stretched = [place for place, (own, value) in pairs if not own.rank and value.rank]
    if order and (len(given) > 1 or symbol.parameters[0].rank or symbol.value.rank):
        raise Complaint("not-supported", "a prime on a function of several variables", at)
    if stretched:
        return entry_by_entry(ctx, symbol, given, stretched, order, at)
    found = put(ctx, symbol, given, order, at)
    if not order and not found.rank:
        domains.lies(ctx, symbol, found.entry(()))
    return found


def same_array(left: Array, right: Array) -> bool:
    """Whether two arrays have the same entries by name."""
    if not same_shape(left.shape, right.shape):
        return False
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(left.shape))
    return left.entry(probes) == right.entry(probes)


def opaque(symbol: FunctionSymbol, given: list[Array], order: int, at: Node) -> Array:
    """An arbitrary smooth function."""
    if order and symbol.arity > 1:
        raise Complaint("not-supported", "a prime on a function of several variables", at)
    orders = (order,) if symbol.arity == 1 else (0,) * symbol.arity
    if symbol.arity > 1 and len(given) == 1:
        return arrays.scalar(Apply(symbol, numbers(symbol, given, at), orders))
    if len(given) != symbol.arity:
        raise Complaint("syntax", f"`{symbol.name}` takes {symbol.arity} argument(s), not "
                        f"{len(given)}", at)  # fmt: skip
    return arrays.apply(lambda *terms: Apply(symbol, terms, orders), *map(values.as_scalar, given))


def numbers(symbol: FunctionSymbol, given: list[Array], at: Node) -> tuple[Term, ...]:
    """The arguments of a function of numbers; those of ``f(x)`` are the entries of x."""
    found = [values.entries_of(values.as_scalar(value)) for value in given]
    if len(found) == 1 and found[0].rank == 1 and concrete(found[0].shape[0]) == symbol.arity:
        first = found[0].starts[0]
        return tuple(found[0].entry((number(first + place),)) for place in range(symbol.arity))
    if len(found) != symbol.arity or any(value.rank for value in found):
        raise Complaint("syntax", f"`{symbol.name}` takes {symbol.arity} argument(s)", at)
    return tuple(value.entry(()) for value in found)


def entry_by_entry(
    ctx: Context, symbol: Function, given: list[Array], stretched: list[int], order: int, at: Node
) -> Array:
    """A function of numbers over the entries of an array."""
    if symbol.value is not None and symbol.value.rank:
        raise Complaint("shape-mismatch", f"`{symbol.name.latex}` takes numbers", at)
    if not symbol.elementwise:
        ctx.note(f"`{symbol.name.latex}` of an array is taken entry by entry")
    frame = given[stretched[0]]

    def entry(*terms: Term) -> Term:
        return put(ctx, symbol, [arrays.scalar(term) for term in terms], order, at).entry(())

    for place in stretched:
        if not same_shape(given[place].shape, frame.shape):
            raise values.mismatch(f"`{symbol.name.latex}` of both", frame, given[place])
    return arrays.apply(entry, *given)


def put(ctx: Context, symbol: Function, given: list[Array], order: int, at: Node) -> Array:
    """The defining term with the arguments put in."""
    assert symbol.value is not None
    scalars, families = arguments_put(ctx, symbol, given, at)
    prepared = put_in(scalars, families)

    def entry(indices: tuple[Term, ...]) -> Term:
        term = own_value(ctx, symbol, indices, open_=bool(order))
        for _ in range(order):
            variable = next(iter(scalars))
            assert isinstance(variable, Variable)
            term = Derivative(term, variable)
        found = substitute(term, prepared)
        if not indices and not families and all(found != value.entry(()) for value in given):
            printed = primed(symbol.name.latex, (order,))
            ctx.calls[found] = Call(printed, tuple(value.entry(()) for value in given))
        return found

    shape = tuple(substitute(size, prepared) for size in symbol.value.shape)
    return Array(shape, entry, symbol.value.starts, listed=symbol.value.listed)


def arguments_put(
    ctx: Context, symbol: Function, given: list[Array], at: Node
) -> tuple[Scalars, dict[Family, Entries]]:
    """What is put in for the parameters of ``symbol``."""
    scalars: Scalars = {}
    families: dict[Family, Entries] = {}
    for parameter, value in zip(symbol.parameters, given, strict=True):
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(parameter.shape))
        own = parameter.entry(probes)
        if isinstance(own, Variable):
            scalars[own] = value.entry(())
        elif isinstance(own, Entry):
            fit_sizes(ctx, symbol, parameter, value, scalars, at)
            families[own.family] = unpacked(values.oriented(value, parameter.shape))
    return scalars, families


def own_value(
    ctx: Context, symbol: Function, indices: tuple[Term, ...], *, open_: bool = False
) -> Term:
    """An entry of the defining term, in the parameters.

    Where something is differentiated (``open_``, or in the term itself) the names that it is
    defined by are opened: they may hold what is put in for the variable of the derivative.
    """
    assert symbol.value is not None
    term = symbol.value.entry(indices)
    if symbol.standing is None and not open_ and not any(
        isinstance(part, Derivative) for part in once(term)
    ):  # fmt: skip
        return term
    own: set[Variable | Family] = set()
    for parameter in symbol.parameters:
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(parameter.shape))
        match parameter.entry(probes):
            case Variable() as variable:
                own.add(variable)
            case Entry(family, _):
                own.add(family)
    return ctx.definitions.unfold(term, frozenset(own & set(ctx.definitions.known)))


def unpacked(value: Array) -> Callable[[tuple[Term, ...]], Term]:
    """The entries of ``value`` by the indices of its long axes."""
    inner = values.entries_of(value)
    return inner.entry


def fit_sizes(
    ctx: Context, symbol: Function, parameter: Array, value: Array, scalars: Scalars, at: Node
) -> None:
    """Let a dimension that only belongs to the parameter be that of the argument."""
    value = values.oriented(value, parameter.shape)
    if value.rank != parameter.rank:
        raise values.mismatch(f"`{symbol.name.latex}` of that", parameter, value).placed(at)
    for own, other in zip(parameter.shape, value.shape, strict=True):
        if same_size(own, other):
            continue
        free = isinstance(own, Variable) and own.sort is Sort.DIMENSION and own not in scalars
        if not isinstance(own, Variable) or not free or symbol.smooth:
            raise values.mismatch(f"`{symbol.name.latex}` of that", parameter, value).placed(at)
        assert symbol.value is not None
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(symbol.value.shape))
        owners = {part for part in walk(symbol.value.entry(probes)) if isinstance(part, Family)}
        if any(own in owner.shape and owner != parameter.family for owner in owners):
            raise values.mismatch(f"`{symbol.name.latex}` of that", parameter, value).placed(at)
        scalars[own] = other
        if not own.name.startswith("|"):
            ctx.note(f"`{symbol.name.latex}` taken at another size than it was defined with")
