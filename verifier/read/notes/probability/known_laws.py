r"""Random variables with a known law: ``$X \sim \mathcal{N}(\mu, \sigma^2)$``, ``\mathrm{Exp}``.

Guarantee: a mean of such a variable is the integral over its density, or the sum over its
masses, with the parameters that the readings name,

    \mathbb{E}[g(X)]  =  integral g(x) f(x) dx  =  sum_k g(k) p(k).

Variables that one line declares independent have the product of their laws; a mean over
others together is refused. Limits: laws of one variable.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import builtin, calls, expressions, operators
from verifier.read.notes.probability import law_kinds, random_variables
from verifier.read.notes.probability.law_kinds import INFINITY, LAWS, Law
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Head, head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node
from verifier.read.notes.terms import finish, values
from verifier.read.notes.terms.spaces import Space, Spread
from verifier.terms import (
    ZERO,
    Add,
    And,
    Cases,
    Condition,
    Index,
    Integral,
    Multiply,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import free_indices, walk


def spelt(nodes: Sequence[Node]) -> tuple[str, Sequence[Node]] | None:
    r"""``\mathcal{N}(0, 1)``, ``Bin(n, p)``, ``\chi^2_n``: its name, and its parameters."""
    last = head_of(nodes[-1])
    if len(nodes) == 1 and last is not None and squared(last) and last.sub:
        return r"\chi^2", [node for piece in last.sub for node in piece.nodes]
    if len(nodes) < 2 or not isinstance(nodes[-1], Fenced):
        return None
    word = ""
    for node in nodes[:-1]:
        head = head_of(node)
        if head is not None and squared(head) and not head.sub:
            word += r"\chi^2"
        elif builtin.word_of(node):
            word += builtin.word_of(node)
        elif head is not None and not (head.sub or head.sup or head.primes):
            word += head.glyph.letter
        elif not (isinstance(node, Leaf) and node.text in (r"\,", r"\;", r"\!")):
            return None
    return word, nodes[-1].children


def squared(head: Head) -> bool:
    r"""Whether a name is ``\chi^2``."""
    return head.glyph.letter == r"\chi" and [piece.text for piece in head.sup] == ["2"]


def law(ctx: Context, nodes: Sequence[Node], at: Placed, words: str = "") -> Law | None:
    """The law that stands behind the sign, as ``words`` say; None for anything else."""
    found = spelt(nodes)
    if found is None or found[0] not in LAWS:
        return None
    word, inside = found
    kinds, make = LAWS[word]
    parts = split(inside, (",", ";"))
    if len(parts) != len(kinds):
        raise Complaint("declaration", f"the law `{word}` has {len(kinds)} parameter"
                        + "s" * (len(kinds) > 1), at)  # fmt: skip
    given = [values.as_scalar(expressions.expression(ctx, part, at)) for part in parts]
    if any(value.rank for value in given):
        return None
    terms = [value.entry(()) for value in given]
    return law_kinds.admitted(law_kinds.chosen(make, words)(*terms), kinds, terms)


def by_density(ctx: Context, nodes: Sequence[Node]) -> Law | None:
    """A declared or defined function as a density on the whole line."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    if found is None or not isinstance(found[0], Function) or found[0].value is None:
        return None
    known = found[0]

    def density(x: Term) -> Term:
        view = Array((), lambda _: x, ())
        return calls.called(ctx, known, [view], 0, nodes[0]).entry(())

    return Law("given by its density on the whole line", density, -INFINITY, INFINITY, ZERO, ZERO)


# -- means -------------------------------------------------------------------------------


def said(space: Spread) -> str:
    """How the law is read."""
    kind = "sums over its masses" if space.masses else "integrals over its density"
    return f"`{space.shown}` read as {space.words}; means are {kind}"


def outcome(space: Spread, depth: int) -> Index | Variable:
    """What a mean binds; outside of means the value itself."""
    if not depth:
        return space.free
    name = f"{{{space.free.name}}}_{{{depth}}}"
    if not space.masses:
        return Variable(name)
    upper = Variable(f"{name}_∞", Sort.DIMENSION) if space.endless else space.upper
    return Index(name, space.lower, upper)


def resting(term: Term, outcomes: Iterable[Index | Variable]) -> set[Index | Variable]:
    """The outcomes on which a term rests."""
    free: set[Index | Variable] = set(free_indices(term))
    names = {part.name for part in walk(term) if isinstance(part, Variable)}
    return {one for one in outcomes
            if one in free or (isinstance(one, Variable) and one.name in names)}  # fmt: skip


def mean(ctx: Context, term: Term, taken: Mapping[Space, Index | Variable]) -> Term:
    """The mean of a term: of a sum term by term, of a product of what is independent by factors."""
    open_ = resting(term, taken.values())
    match term:
        case _ if not open_:
            return term
        case Add(terms):
            return Add(tuple(mean(ctx, part, taken) for part in terms))
        case Sum(index, body) if not resting(Multiply((index.lower, index.upper)), taken.values()):
            return Sum(index, mean(ctx, body, taken))
        case Multiply(factors):
            groups = grouped(factors, taken)
            if len(groups) > 1:
                spread = {one for one, index in taken.items() if index in open_}
                if sum(bool(resting(Multiply(group), taken.values())) for group in groups) > 1:
                    require_joint(spread)
                return Multiply(tuple(
                    mean(ctx, group[0] if len(group) == 1 else Multiply(group), taken)
                    for group in groups
                ))  # fmt: skip
    own = {one: index for one, index in taken.items() if index in open_}
    require_joint(own)
    body = random_variables.over_outcomes(ctx, arrays.scalar(term), own).entry(())
    for one, at in own.items():
        if isinstance(one, Spread):
            body = over_values(ctx, body, one, at)
    return body


def grouped(
    factors: Sequence[Term], taken: Mapping[Space, Index | Variable]
) -> list[tuple[Term, ...]]:  # fmt: skip
    """The factors that rest on nothing, and those that rest on the same outcomes, together."""
    groups: list[tuple[set[Index | Variable], tuple[Term, ...]]] = []
    for factor in factors:
        open_ = resting(factor, taken.values())
        near = [group for group in groups if group[0] & open_ or not (group[0] or open_)]
        groups = [group for group in groups if group not in near]
        groups.append((open_.union(*(group[0] for group in near)),
                       (*(part for group in near for part in group[1]), factor)))  # fmt: skip
    return [group[1] for group in groups]


def over_values(ctx: Context, body: Term, space: Spread, at: Index | Variable) -> Term:
    """The mean of ``body`` over the values of a variable."""
    weighted = Multiply((body, space.density(at)))
    if isinstance(at, Variable):
        return Integral(weighted, at, space.lower, space.upper)
    ends = (at.upper,) if space.endless and isinstance(at.upper, Variable) else ()
    binding = operators.Binding(ctx, (at,), (), (), ends)
    return operators.collected(arrays.scalar(weighted), binding, ZERO, Sum).entry(())


def outside(space: Spread, at: Term) -> bool:
    """Whether a number is none of the whole numbers that a variable may be."""
    value, low, high = (finish.exact(term) for term in (at, space.lower, space.upper))
    if value is None:
        return False
    return value.denominator != 1 or (low is not None and value < low) or (
        high is not None and value > high)  # fmt: skip


def chance(
    ctx: Context, test: Condition, outcomes: Mapping[Space, Index | Variable]
) -> Term | None:  # fmt: skip
    """``P(X = k)``, ``P(a < X < b)`` of a bare variable by its law; None for any other event."""
    parts = test.conditions if isinstance(test, And) else (test,)
    found = [bound(part, outcomes) for part in parts]
    spaces = {one[0] for one in found if one is not None}
    if None in found or len(spaces) != 1:
        return None
    (space,) = spaces
    bounds = [(one[1], one[2]) for one in found if one is not None]
    signs = "".join(sorted({sign[0] for sign, _ in bounds}))
    if space.masses and signs == "=" and len(bounds) == 1:
        if outside(space, bounds[0][1]):
            return ZERO
        ctx.note(f"`{space.shown}`: what it is compared with is one of its values")
        return space.density(bounds[0][1])
    if space.masses or signs not in ("<", "<>", ">"):
        return None
    low = tightest([at for sign, at in bounds if sign[0] == ">"], ">=", -INFINITY)
    high = tightest([at for sign, at in bounds if sign[0] == "<"], "<=", INFINITY)
    at = outcome(space, 1 + ctx.depth)
    assert isinstance(at, Variable)
    inside = [Relation(sign, at, end) for sign, end in ((">=", space.lower), ("<=", space.upper))
              if end not in (INFINITY, -INFINITY)]  # fmt: skip
    body = space.density(at)
    if inside:
        support = inside[0] if len(inside) == 1 else And(tuple(inside))
        body = Cases(((support, body),), ZERO)
    whole = Integral(body, at, low, high)
    return Cases(((Relation("<=", low, high), whole),), ZERO) if signs == "<>" else whole


def tightest(bounds: Sequence[Term], sign: str, none: Term) -> Term:
    """The largest lower bound, the smallest upper one."""
    found = bounds[0] if bounds else none
    for other in bounds[1:]:
        if other != found:
            found = Cases(((Relation(sign, found, other), found),), other)
    return found


FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


def bound(
    test: Condition, outcomes: Mapping[Space, Index | Variable]
) -> tuple[Spread, str, Term] | None:
    """A relation of a bare variable with a known law to what no random variable stands in."""
    if not isinstance(test, Relation) or test.operator not in FLIPPED:
        return None
    for left, sign, right in ((test.left, test.operator, test.right),
                              (test.right, FLIPPED[test.operator], test.left)):  # fmt: skip
        for space, at in outcomes.items():
            if isinstance(space, Spread) and left == at and not resting(right, outcomes.values()):
                return space, sign, right
    return None


def require_joint(taken: Collection[Space]) -> None:
    """Refuse a mean over several variables of which nobody says how they depend on another."""
    spreads = [one for one in taken if isinstance(one, Spread)]
    if not spreads or len(taken) == 1:
        return
    if len(spreads) < len(taken) or len({id(one.apart) for one in spreads}) > 1 or (
        spreads[0].apart is None
    ):  # fmt: skip
        listed = ", ".join(f"${one.shown}$" for one in spreads)
        raise Complaint("ambiguous", "a mean over several variables: are they independent? One "
                        "line is to say so", None,
                        (f"**Let** {listed} be independent.",))  # fmt: skip
