r"""Random variables: expectations, variances, probabilities over finitely many outcomes.

Guarantee: after ``**Let** $X, Y$ be random variables`` X takes the value X_w with
probability P_w, for w = 1..N with N any whole number, P any distribution; so that a claim
is proved for every joint distribution on finitely many points,

    \mathbb{E}[g(X)]  =  sum_w P_w g(X_w),     \operatorname{Var}(X) = E[(X - E X)^2].

Independent ones live on spaces of their own, and an expectation runs over all that it
needs. Outside of expectations X stands for its value at every outcome. How it was read
stands in the readings. Given an event, a mean is E[X 1_event] / P(event); given a variable, at
the value that it has. Limits: no densities but those of ``known_laws``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from verifier.claim import Distribution
from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands, operators
from verifier.read.notes.probability import given_means, known_laws, mean_subscripts
from verifier.read.notes.scopes import scope as scope_
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Quantity, Scope
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Glyph, Head, Name, head_of, pieces, split
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script
from verifier.read.notes.source.tree import parts as tree_parts
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import OUTCOME, Random, Space, Spread
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.terms import (
    ONE,
    ZERO,
    Entry,
    Family,
    Index,
    Multiply,
    Power,
    Sort,
    Sum,
    Term,
    Variable,
    number,
    over,
)

NOTE = ("random variables are read as taking finitely many values: X is the number X_w with "
        "probability P_w")  # fmt: skip
ANY = "ｉ"
"""A letter for any place of a list; no author's name is spelt so."""
MOMENTS = frozenset({"Var", "var", "Cov", "cov", "Corr", "corr"})


def space(scope: Scope, owners: Owners, *, own: bool) -> Family:
    """The probabilities of the outcomes: those in force, or new ones."""
    known = [one for one in spaces(scope) if isinstance(one, Family)]
    if known and not own:
        return known[0]
    size = owners.variable(Name(Glyph(r"\Omega")), Sort.DIMENSION, new=True)
    family = owners.family(Name(Glyph("P")), (size,), (1,), new=True)
    scope.spaces.append(family)
    scope.assumptions.append(Distribution(family))
    return family


def spaces(scope: Scope) -> list[Space]:
    """The probability spaces of a section and those around it."""
    return [one for part in scope.chain() for one in part.spaces]


def declare(ctx: Context, name: Name, shape: tuple[Term, ...], owners: Owners, own: bool) -> Random:
    """Make ``name`` a random variable (of that shape) on a space of its own or the common one."""
    weights = space(ctx.scope, owners, own=own)
    axes = (weights.shape[0], *shape)
    starts = (1,) * len(axes)
    long = tuple(axis for axis, size in enumerate(axes) if not axis or size != ONE)
    family = owners.family(name, tuple(axes[axis] for axis in long), (1,) * len(long))
    owners.outcomes.add(family)
    view = Array(axes, lambda at: Entry(family, tuple(at[axis] for axis in long)), starts)
    symbol = Random(name, view, family, weights)
    before = ctx.scope.symbols.get(name)
    if (
        isinstance(before, Random)
        and before.view.rank != view.rank
        and 1 in (view.rank, before.view.rank)
    ):
        both = (symbol, before) if view.rank == 1 else (before, symbol)
        ctx.scope.declare(replace(both[0], listed=both[1]))
    else:
        ctx.scope.declare(symbol)
    return symbol


def outcome(weights: Space, depth: int = 0) -> Index | Variable:
    """The index of the outcomes of a space; a free one stands for each of them."""
    if isinstance(weights, Spread):
        return known_laws.outcome(weights, depth)
    which = chr(ord("a") + weights.name.count("{}")) if "{}" in weights.name else ""
    label = (str(depth) if depth else "") + which
    return over(OUTCOME + (f"_{{{label}}}" if label else ""), weights.shape[0])


def value(ctx: Context, symbol: Random) -> Array:
    """The value of a random variable at the outcome at hand."""
    ctx.note(known_laws.said(symbol.weights) if isinstance(symbol.weights, Spread) else NOTE)
    if symbol.doubt:
        ctx.doubts.setdefault(symbol.doubt)
    index = ctx.outcomes.get(symbol.weights)
    if index is None:
        index = outcome(symbol.weights)
    found = values.subarray(symbol.view, (index,))
    return values.vector(found, ctx.scope.layout.vectors) if found.rank == 1 else found


def here(ctx: Context, value_: Array) -> Array:
    """The value of a defined name inside an expectation: at the outcomes that are averaged.

    A definition leaves open at which outcome it is taken; unfolded, it is put in.
    """
    if not ctx.outcomes:
        return value_
    given: dict[Variable | Index, Term] = {
        outcome(weights): index for weights, index in ctx.outcomes.items()
    }
    inner = values.as_scalar(values.plain(value_))
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(inner.shape))
    if not known_laws.resting(ctx.definitions.unfold(inner.entry(probes)), given):
        return value_
    bound = put_in(given)

    def entry(at: tuple[Term, ...]) -> Term:
        return substitute(ctx.definitions.unfold(inner.entry(at)), bound)

    return Array(inner.shape, entry, inner.starts, listed=inner.listed)


def rests(ctx: Context, view: Array) -> bool:
    """Whether a value is made from random variables, directly or by its definition."""
    known = [outcome(weights) for weights in spaces(ctx.scope)]
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(view.shape))
    return bool(known) and bool(
        known_laws.resting(ctx.definitions.unfold(view.entry(probes)), known)
    )


def inside(ctx: Context, over_: Collection[Space] | None = None) -> Context:
    """The context inside an expectation: each space (of those) has an outcome of its own."""
    depth = ctx.expectations + 1
    own = spaces(ctx.scope) if over_ is None else over_
    bound = {**ctx.outcomes, **{one: outcome(one, depth) for one in own}}
    return replace(ctx, outcomes=bound, expectations=depth)


def averaged(ctx: Context, body: Array, inner: Context) -> Array:
    """The mean of ``body`` over the outcomes that it depends on."""
    body = values.plain(values.as_scalar(body))
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(body.shape))
    open_ = known_laws.resting(body.entry(probes), inner.outcomes.values())
    taken = {one: index for one, index in inner.outcomes.items()
             if index in open_ and ctx.outcomes.get(one) != index}  # fmt: skip
    if any(isinstance(one, Spread) for one in taken):
        return Array(body.shape, lambda at: known_laws.mean(ctx, body.entry(at), taken),
                     body.starts)  # fmt: skip
    return over_outcomes(ctx, body, taken)


def over_outcomes(ctx: Context, body: Array, taken: Mapping[Space, Index | Variable]) -> Array:
    """The mean over finitely many outcomes."""
    finite = [(one, index) for one, index in taken.items()
              if isinstance(one, Family) and isinstance(index, Index)]  # fmt: skip
    if not finite:
        return body
    chances: tuple[Term, ...] = tuple(Entry(weights, (index,)) for weights, index in finite)
    weighted = Array(body.shape, lambda at: Multiply((*chances, body.entry(at))), body.starts)
    indices = tuple(index for _, index in finite)
    return operators.collected(weighted, operators.Binding(ctx, indices, (), ()), ZERO, Sum)


def mean(ctx: Context, nodes: Sequence[Node], at: Node, sign: Node) -> Array:
    r"""``E[nodes]``, ``E[X \mid Y > a]``, ``E[X \mid Y]``."""
    sides = split(nodes, given_means.BARS)
    if (known := mean_subscripts.given(sign)) and len(sides) == 1:
        sides = [*sides, list(known)]
    over_ = mean_subscripts.spaces(ctx, sign, nodes, conditional=True)
    inner = inside(ctx.deeper(at), over_)
    value_ = expressions.expression(inner, sides[0], at)
    if len(sides) == 1:
        return averaged(ctx, value_, inner)
    return given_means.given(ctx, inner, value_, sides, at)


def expectation(ctx: Context, cursor: Cursor) -> Array:
    r"""``\mathbb{E}[g(X)]``, ``\mathbb{E}_X[g(X)]``, ``\mathbb{E} X``."""
    node = cursor.take()
    after = cursor.peek()
    fence = after.base if isinstance(after, Script) else after
    if isinstance(fence, Fenced) and fence.left in ("[", "(", r"\{"):
        cursor.take()
        result = mean(ctx, fence.children, fence, node)
        if isinstance(after, Script):
            return operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                                     after.primes, node)  # fmt: skip
        return result
    if after is None:
        raise Complaint("syntax", "the expectation of what? Write it in brackets", node)
    inner = inside(ctx.deeper(node), mean_subscripts.spaces(ctx, node, cursor.nodes[cursor.at :]))
    body = operands.operand(inner, cursor)
    for further in cursor.nodes[cursor.at :]:
        text = further.text if isinstance(further, Leaf) else ""
        if text in {"+", "-", *expressions.ENDS} or is_sign(further):
            break
        if any(is_random(ctx, part) for part in nodes_in(further)):
            raise Complaint("ambiguous", "the mean of the first factor, or of the product? Write "
                            r"`\mathbb{E}[X Y]` or `\mathbb{E}[X] \, Y`", node)  # fmt: skip
    return averaged(ctx, body, inner)


def is_sign(node: Node) -> bool:
    """Whether a node is the sign of another mean."""
    head = head_of(node)
    return head is not None and head.glyph.letter in MOMENTS | {"E", r"\E"}


def is_random(ctx: Context, node: Node) -> bool:
    """Whether a node is the name of a random variable."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    return found is not None and isinstance(found[0], Random)


def nodes_in(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for part in tree_parts(node):
        yield from nodes_in(part)


def moment(
    ctx: Context, word: str, parts: list[list[Node]], at: Node, sign: Node
) -> Array:  # fmt: skip
    """Variance, covariance, correlation, given an event or not."""
    if word.lower() == "var" and len(parts) != 1:
        raise Complaint("syntax", f"`{word}` takes one argument", at)
    if len(parts) > 2 or (word.lower() == "corr" and len(parts) != 2):
        raise Complaint("syntax", f"`{word}` takes two arguments", at)
    sides = split(parts[-1], given_means.BARS)
    first, second = (sides[0] if len(parts) == 1 else parts[0]), sides[0]
    over_ = mean_subscripts.spaces(ctx, sign, [*first, *second])
    if len(sides) > 1:
        if word.lower() == "corr":
            raise Complaint("not-supported", "a correlation given an event", at)
        return given_means.covariance(ctx, (first, second), sides[1:], at, over_)
    if word.lower() == "var" and (one := of_list(ctx, first)) is not None:
        ctx, first = one
        second = first
    both = covariance(ctx, first, second, at, over_)
    if word.lower() != "corr":
        return both
    scale = covariance(ctx, first, first, at, over_).entry(()) * covariance(
        ctx, second, second, at, over_).entry(())  # fmt: skip
    return arrays.scalar(both.entry(()) * Power(scale, number("-1/2")))


def of_list(ctx: Context, nodes: Sequence[Node]) -> tuple[Context, list[Node]] | None:
    r"""``\operatorname{Var}(w)`` of a list w_1, ..., w_n of numbers: that of any one of them."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    symbol = found[0] if found is not None else None
    if head is None or found is None or not isinstance(symbol, Random) or symbol.owner is None or (
        symbol.view.rank != 2 or found[1:] != (len(head.sub), len(head.sup), head.primes)
    ):  # fmt: skip
        return None
    letter = f"i_{{{symbol.name.latex}}}"
    index = over(letter, symbol.view.shape[1], symbol.view.starts[1])
    ctx.note(f"`{symbol.name.latex}` is a list: its variance is read as that of any one of it")
    place = Leaf(Token("letter", ANY, nodes[0].start, nodes[0].end))
    entry = Script(nodes[0], Group((place,), place.start, place.end), None, 0, place.start,
                   place.end)  # fmt: skip
    return ctx.bind(scope_.IndexName(Name(Glyph(ANY)), index)), [entry]


def covariance(
    ctx: Context,
    first: Sequence[Node],
    second: Sequence[Node],
    at: Node,
    over_: Collection[Space] | None = None,
) -> Array:
    """``E[(A - E A)(B - E B)]``, with the second factor transposed for vectors."""
    inner = inside(ctx.deeper(at), over_)
    sides = []
    for nodes in (first, second):
        own = values.as_scalar(expressions.expression(inner, nodes, at))
        further = inside(inner, over_)
        centre = averaged(inner, values.as_scalar(expressions.expression(further, nodes, at)),
                          further)  # fmt: skip
        sides.append(values.total([own, arrays.negative(centre)]))
    left, right = sides
    if left.rank or right.rank:
        right = values.transpose(right)
    return averaged(ctx, values.times(left, right), inner)


def averages_here(ctx: Context, head: Head, body: Sequence[Node]) -> bool:
    """Whether an expectation is one of random variables, and not one over an index."""
    if not head.sub or speaks_of_random(ctx, head.sub[0].nodes):
        return True
    letter = head_of(head.sub[0].nodes[0]) if len(head.sub) == 1 else None
    found = ctx.lookup(letter) if letter is not None else None
    return found is not None and isinstance(found[0], Quantity) and speaks_of_random(ctx, body)


def speaks_of_random(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether a random variable stands among ``nodes``."""
    return next(mean_subscripts.randoms(ctx, nodes), None) is not None


def derived(ctx: Context, name: Name, right: Array) -> Random | None:
    """``Z = a X + b`` as a random variable of its own; None where nothing random stands.

    None also for what rests on independent ones: a value at the outcomes of each of them.
    """
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(right.shape))
    known = spaces(ctx.scope)
    open_ = known_laws.resting(right.entry(probes), map(outcome, known))
    used = [weights for weights in known if outcome(weights) in open_]
    if len(used) != 1:
        return None
    index = outcome(used[0])
    view = Array((index.upper if isinstance(index, Index) else ONE, *right.shape),
                 lambda at: substitute(right.entry(at[1:]), put_in({index: at[0]})),
                 (1, *right.starts))  # fmt: skip
    return Random(name, view, None, used[0])
