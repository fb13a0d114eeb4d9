r"""Names in formulas: looked up, indexed, applied.

Guarantee: a spelling means the declared name with the most matching labels; what its
scripts hold beyond the labels are indices (below) and powers or transposes (above). A
letter that only serves as an index gets its range from the axis it stands on, once, with
a note. An undeclared name is a ``Complaint`` with the line to paste.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from verifier.read.arrays import Array
from verifier.read.notes.calculus import moving, partials
from verifier.read.notes.formulas import (
    calls,
    conditionals,
    element_values,
    elsewhere,
    expressions,
    increments,
    indexing,
    operands,
    patterns,
    small_entries,
    superscripts,
)
from verifier.read.notes.probability import (
    density_averages,
    density_calls,
    information,
    law_calls,
    outcomes,
    random_variables,
    variable_brackets,
)
from verifier.read.notes.probability.laws import Density, Drawn, Law, Outcome
from verifier.read.notes.scopes import dependence, elements, order, samples
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.elements import Elements, Table
from verifier.read.notes.scopes.scope import (
    FiniteSet,
    Function,
    IndexName,
    Minimiser,
    Pattern,
    Quantity,
    Weighted,
)
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import (
    SEPARATORS,
    Glyph,
    Head,
    Name,
    Piece,
    bracket_name,
    head_of,
    pieces,
    split,
    turned_label,
)
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Random
from verifier.terms import Number, Power
from verifier.traversal import free_indices

BETWEEN = frozenset({r"\|", r"\Vert", r"\parallel", "|", r"\mid", r"\lVert"})
"""Signs between the two distributions of a divergence."""
LONGEST_WORD = 24
"""Letters side by side that are looked at for a declared word."""


def spelt(ctx: Context, cursor: Cursor) -> Head | None:
    """The name at the cursor; letters side by side when they make a declared word."""
    letters: list[str] = []
    ahead = 0
    while ahead < LONGEST_WORD and (node := cursor.peek(ahead)) is not None:
        base = node.base if isinstance(node, Script) else node
        if not isinstance(base, Leaf) or base.token.kind not in ("letter", "number"):
            break
        letters.extend(base.text)
        ahead += 1
        if isinstance(node, Script):
            break
    if len(letters) > 1:
        length = ctx.scope.longest_word(letters)
        if length:
            last = word_end(cursor, length)
            if last is not None:
                node = cursor.peek(last)
                assert node is not None
                found = head_of(node)
                sub, sup, primes = (found.sub, found.sup, found.primes) if found else ((), (), 0)
                first = cursor.peek()
                assert first is not None
                cursor.at += last
                return Head(Glyph("".join(letters[:length])), sub, sup, primes, node)
    node = cursor.peek()
    if node is None:
        return None
    bracket = bracket_name(node)
    if bracket is not None and ctx.scope.fitting(bracket) is not None:
        return bracket
    head = head_of(node)
    if head is not None and (numbered := samples.numbered_label(ctx, head)) is not None:
        return numbered
    turned = turned_label(head) if head is not None else None
    if turned is not None and (fit := ctx.scope.fitting(turned)) is not None and (
        fit[2] == len(turned.sup) - 1 or (isinstance(fit[0], Quantity) and fit[0].slots_sup == 1)
    ):  # fmt: skip
        return turned
    return head


def word_end(cursor: Cursor, length: int) -> int | None:
    """Which node ahead ends a word of ``length`` characters; None when none does."""
    count = 0
    for ahead in range(length):
        node = cursor.peek(ahead)
        base = node.base if isinstance(node, Script) else node
        if not isinstance(base, Leaf):
            return None
        count += len(base.text)
        if count == length:
            return ahead
        if isinstance(node, Script):
            return None
    return None


def require_free(ctx: Context, symbol: Quantity, node: Node) -> None:
    r"""Raise ``Complaint`` for L in ``\sum_k L`` where ``L = -\log p_k``: of that k or of any."""
    if not ctx.bound or symbol.owner is None or symbol.owner not in ctx.definitions.known:
        return
    made = ctx.definitions.known[symbol.owner]
    open_ = {one.name for one in free_indices(made.value)} - {one.name for one in made.parameters}
    for letter in sorted(open_ & {one.name for one in ctx.bound}):
        raise Complaint(
            "ambiguous", f"`{symbol.name.latex}` is defined with `{letter}`, which a sum around it "
            f"runs over: write `{symbol.name.latex}_{letter}`, or another letter in one of both",
            node,
        )  # fmt: skip


def known(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    """The value of a declared name, its call included; None when it is not declared."""
    found = ctx.lookup(head)
    if found is None and (marked := moving.in_time(ctx, head)) is not None:
        head, found = marked, ctx.lookup(marked)
    if found is None and (entry := small_entries.entry(ctx, head)) is not None:
        cursor.take()
        return entry
    if found is None:
        return increments.product(ctx, cursor, head)
    if (entry := small_entries.entry(ctx, head, found)) is not None:
        cursor.take()
        return entry
    found = samples.meant(ctx, head, elements.called(ctx, found, cursor.peek(1)))
    if (slope := partials.subscripted(ctx, cursor, head, found)) is not None:
        return slope
    symbol, subs, sups, primes = found
    if circle(ctx, cursor, head, symbol) or (not subs and divergence(cursor, head)):
        return None
    cursor.take()
    sub: Sequence[Piece] = head.sub[subs:]
    sup: Sequence[Piece] = head.sup[sups:]
    rest_primes = head.primes - primes
    group = head.node.sup if isinstance(head.node, Script) and not sups else None
    match symbol:
        case IndexName(element=set_, index=index) if set_:
            value = values.scalar(element_values.number(ctx, symbol, index, head.node))
        case FiniteSet():
            raise Complaint("shape-mismatch", f"`{symbol.name.latex}` is a set, not a number",
                            head.node)  # fmt: skip
        case IndexName(index=index):
            value = values.scalar(index)
        case Quantity():
            behind = cursor.peek()
            fence = behind.base if isinstance(behind, Script) else behind
            symbol = conditionals.table(symbol, fence)
            order.require_no_index(ctx, head, subs, sups)
            script: Script | None = None
            if not head.sup and not rest_primes and not symbol.over and (
                moved := dependence.elsewhere(ctx, cursor, symbol, head)) is not None:  # fmt: skip
                return moved
            if symbol.called and (len(sub), len(sup)) == symbol.numbered and not rest_primes:
                sub, script = arguments_as_indices(ctx, cursor, symbol, [*sub, *sup])
                sup, group = ((), None) if sup else (sup, group)
            require_free(ctx, symbol, head.node)
            value, sub, sup = slots(ctx, symbol, sub, sup, head.node)
            group = None if symbol.slots_sup else group
            if script is not None:
                sub = [*sub, *pieces(script.sub)]
                sup, group, rest_primes = pieces(script.sup), script.sup, script.primes
            count = moving.order(ctx, symbol, replace(head, sup=tuple(sup)), rest_primes)
            if count and (variable := moving.letter(ctx, symbol)) is not None:
                value = moving.derivative(ctx, symbol, value, count, variable)
                symbol = replace(symbol, name=replace(symbol.name, primes=count))
                sup, group, rest_primes = ((), None, 0) if count > rest_primes else (sup, group, 0)
            value, passed = elsewhere.at(ctx, cursor, symbol, value)
            if isinstance(passed, Script):
                if sup:
                    raise Complaint("ambiguous", "a power before and after the arguments", passed)
                sub = [*sub, *pieces(passed.sub)]
                sup, group = pieces(passed.sup), passed.sup
                rest_primes += passed.primes
        case Function():
            order.require_no_index(ctx, head, subs, sups)
            superscripts.require_power(ctx, symbol, sup, head.node)
            found_ = calls.function(ctx, cursor, symbol, sub, sup, group, rest_primes, head.node)
            return random_variables.here(ctx, found_)
        case Pattern():
            value = patterns.pattern(ctx, cursor, symbol, head.node)
        case Minimiser():
            raise Complaint("not-supported", f"`{symbol.name.latex}` is known only as a minimiser",
                            head.node)  # fmt: skip
        case Weighted(index=index):
            value = values.scalar(index)
        case Random():
            order.require_no_index(ctx, head, subs, sups)
            behind = variable_brackets.taken(ctx, cursor, symbol, head.node)
            value = random_variables.value(ctx, (sub and symbol.listed) or symbol)
            if behind is not None:
                value = operands.attached(ctx, value, (), behind.sup, pieces(behind.sup),
                                          behind.primes, head.node)  # fmt: skip
        case Outcome():
            exact = outcomes.outcome(ctx, replace(head, sup=head.sup[:sups]))
            if exact is None:
                raise Complaint("undeclared", f"`{head.name.latex}` is no value of the random "
                                f"variable `{symbol.chance.name.latex}`", head.node)  # fmt: skip
            value, sub, rest_primes = law_calls.value(ctx, exact), (), 0
        case Drawn():
            value = density_averages.value(ctx, symbol)
        case Density():
            return density_calls.value(ctx, cursor, symbol, sub, sup, head.node)
        case Law():
            if rest_primes:
                raise Complaint("undeclared", "a prime on a distribution: declare it", head.node)
            return law_calls.known(ctx, cursor, symbol, sub, sup, head.node)
    if not isinstance(symbol, Random):
        value = random_variables.here(ctx, value)
    following = cursor.peek()
    fence = following.base if isinstance(following, Script) else following
    if isinstance(fence, Fenced) and fence.left == "(" and len(split(fence.children, (",",))) > 1:
        letter = symbol.name.latex
        raise Complaint("ambiguous", f"`{letter}` is no function, but several arguments follow it",
                        fence, (f"**Define** ${letter}(...) = ...$",))  # fmt: skip
    result = operands.attached(ctx, value, sub, group, sup, rest_primes, head.node)
    if isinstance(symbol, Elements) and symbol.element and not ctx.places:
        term = values.one_number(result, head.node, "an element")
        return values.scalar(element_values.number(ctx, symbol, term, head.node))
    return result


def divergence(cursor: Cursor, head: Head) -> bool:
    r"""Whether a name is ``D_{KL}``, whatever a bare D is; ``X_{kl}`` is an entry."""
    label = "".join(piece.text for piece in head.sub)
    if label not in information.DIVERGENCES or not label.islower():
        return label in information.DIVERGENCES
    bracket = law_calls.fence_of(cursor.peek(1))
    return bracket is not None and any(text_of(one) in BETWEEN for one in bracket.children)


def arguments_as_indices(
    ctx: Context, cursor: Cursor, symbol: Quantity, sub: Sequence[Piece]
) -> tuple[Sequence[Piece], Script | None]:
    """The arguments of ``V(s)`` as subscripts, where V is defined entry by entry."""
    node = cursor.peek()
    fence = node.base if isinstance(node, Script) else node
    if not isinstance(fence, Fenced) or fence.left != "(":
        return sub, None
    conditionals.require_bar(symbol, fence)
    cursor.take()
    held = dict(symbol.held) if isinstance(symbol, Table) else {}
    given = []
    parts = conditionals.plain(ctx, split(fence.children, SEPARATORS))
    for place, part in enumerate(parts):
        if place not in held:
            given.append(Piece(tuple(part)))
        elif "".join(map(text_of, part)) != held[place]:
            raise Complaint("not-supported", f"`{symbol.name.latex}` at another `{held[place]}` "
                            "than it is declared with", part[0])  # fmt: skip
    return [*map(indexing.bare_piece, sub), *given], node if isinstance(node, Script) else None


def circle(ctx: Context, cursor: Cursor, head: Head, symbol: object) -> bool:
    r"""Whether ``2\pi`` inside a root, logarithm or fraction is the number, beside a vector pi."""
    before = cursor.nodes[cursor.at - 1] if cursor.at == 1 else None
    if head.glyph != Glyph(r"\pi") or head.sub or head.sup or head.primes or ctx.depth < 2:
        return False
    if not isinstance(symbol, Quantity) or not symbol.view.rank or before is None:
        return False
    if text_of(before) != "2":
        return False
    ctx.note(r"`2\pi` read with the number pi, although `\pi` is also declared")
    return True


def slots(
    ctx: Context, symbol: Quantity, sub: Sequence[Piece], sup: Sequence[Piece], node: Node
) -> tuple[Array, Sequence[Piece], Sequence[Piece]]:
    """``x_i`` or ``x^{(i)}`` where the index is part of how the name is used."""
    if not symbol.slots_sub and not symbol.slots_sup:
        return symbol.view, sub, sup
    if len(sub) < symbol.slots_sub or len(sup) < symbol.slots_sup:
        raise Complaint("index-mismatch", f"`{symbol.name.latex}` is declared with an index: "
                        "which one is meant here?", node)  # fmt: skip
    if symbol.view.rank == symbol.slots_sub + symbol.slots_sup:
        sub = indexing.multiple(sub, node, symbol.slots_sub)
    used = [
        *sub[: symbol.slots_sub],
        *(indexing.bare_piece(item) for item in sup[: symbol.slots_sup]),
    ]
    indices = tuple(
        indexing.index_term(ctx, item, size, start)
        for item, size, start in zip(used, symbol.view.shape, symbol.view.starts, strict=False)
    )
    value = values.subarray(symbol.view, indices)
    return value, sub[symbol.slots_sub :], sup[symbol.slots_sup :]


def from_square(ctx: Context, head: Head) -> Array | None:
    r"""``\\sigma`` and ``\\sigma^4`` where only ``\\sigma^2`` is declared: its root, its square."""
    square = ctx.scope.find(Name(head.glyph, tuple(piece.text for piece in head.sub), ("2",)))
    if not isinstance(square, Quantity) or head.primes or square.view.rank:
        return None
    exponent = Number(Fraction(1))
    if head.sup:
        nodes = tuple(node for piece in head.sup for node in piece.nodes)
        value = values.as_scalar(expressions.expression(ctx, nodes, head.node))
        term = value.entry(()) if not value.rank else None
        if not isinstance(term, Number):
            return None
        exponent = term
    if exponent.value % 2:
        ctx.note(f"`{head.glyph.latex}` is the positive root of `{square.name.latex}`")
    half = exponent.value / 2
    base = square.view.entry(())
    return values.scalar(base if half == 1 else Power(base, Number(half)))


def parameter(ctx: Context, head: Head) -> Array | None:
    """The letter that a display introduced a function of, ``t`` of ``f(t)``: a real number."""
    if ctx.free is None or head.sub or head.sup or head.primes:
        return None
    for scope in ctx.scope.chain():
        if (found := scope.letters.get(head.name)) is not None:
            ctx.note(f"`{head.name.latex}` is any real number, as where its function is introduced")
            ctx.free.declare(found)
            return found.view
    return None
