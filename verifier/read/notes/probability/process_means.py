r"""Means over the course of a process: ``\mathbb{E}_\pi[G_t \mid S_t = s]``.

Guarantee: sequences without an end that nothing calls random, S_t, A_t, R_t for t >= 0, are
inside such a mean random, with any joint distribution on any number of outcomes, one
distribution for each subscript (which may depend on the parameters in it),

    E_pi[X | S_t = s]  =  sum_w P_w X_w 1[S_{t, w} = s] / sum_w P_w 1[S_{t, w} = s];

what is assumed of the sequences holds at every outcome. Proved is what holds for every such
distribution; nothing is refuted, for a policy and a model say more of it. Limits: letters that
are drawn besides are refused; one letter for the whole course, ``\tau \sim \pi``, stands for
nothing inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from verifier.claim import Assumption, Distribution, Forall
from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import (
    conditions,
    element_values,
    expressions,
    operands,
    operators,
)
from verifier.read.notes.probability import (
    averages,
    events,
    law_calls,
    outcomes,
    process_names,
    random_variables,
)
from verifier.read.notes.scopes import labels
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, head_of, pieces, split
from verifier.read.notes.source.tree import Leaf, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Random
from verifier.read.notes.terms.substitute import Entries, Values, substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.notes.terms.unfold import EVERY
from verifier.terms import (
    ONE,
    ZERO,
    And,
    Cases,
    Condition,
    Entry,
    Family,
    Index,
    Multiply,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    number,
    over,
)

NOTE = ("a mean over the course of a process: its sequences are random inside, with any joint "
        "distribution")  # fmt: skip
DOUBT = "of a mean over the course of a process no more is known than that it is a mean"


@dataclass(frozen=True)
class Course:
    """The outcomes of one process, by the label of the mean."""

    label: str
    size: Variable
    weights: Array

    def index(self, depth: int) -> Index:
        """An outcome, new at every depth."""
        return over(rf"\omega_{{{depth}}}", self.size)


def applies(ctx: Context, sub: Sequence[Node], body: Sequence[Node]) -> bool:
    """Whether a mean is one over the course of a process."""
    sub = averages.opened(sub)
    every = list(outcomes.every(body))
    if any(isinstance(found, Random) or (
        isinstance(found, Quantity) and random_variables.rests(ctx, found.view))
        for found in known(ctx, [*sub, *every])):  # fmt: skip
        return False
    if not any(process_names.process(ctx, node) is not None for node in every):
        return False
    cut = split(sub, (r"\sim",))
    if len(cut) == 1 or not sub:
        return labels_only(ctx, split(sub, (",", ";")))
    letters = averages.unbracketed(cut[0]) if len(cut) == 2 and cut[0] else []
    spoken = {text_of(node) for node in every}
    return len(letters) == 1 and plain(ctx, letters[0]) and text_of(letters[0]) not in spoken


def labels_only(ctx: Context, parts_: Sequence[Sequence[Node]]) -> bool:
    r"""Whether what stands below the sign are labels, ``\pi, p_0``: the first is no place."""
    return not parts_ or (
        all(len(part) == 1 and head_of(part[0]) is not None for part in parts_)
        and plain(ctx, parts_[0][0])
        and not any(process_names.process(ctx, part[0]) is not None for part in parts_)
    )


def plain(ctx: Context, node: Node) -> bool:
    """Whether a name is a quantity, or declared nowhere; no sequence."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    return head is not None and (
        found is None
        or (isinstance(found[0], Quantity) and process_names.process(ctx, node) is None)
    )


def known(ctx: Context, nodes: Sequence[Node]) -> Iterator[object]:
    """What the names among ``nodes`` are."""
    for node in nodes:
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        if found is not None:
            yield found[0]


def expectation(ctx: Context, cursor: Cursor, sub: Sequence[Node]) -> Array:
    r"""``\mathbb{E}_\pi[X \mid S_t = s]``, ``\mathbb{E}_{\tau \sim \pi_\theta}[X]``."""
    node = cursor.take()
    after = cursor.peek()
    fence = law_calls.fence_of(after)
    if after is None or fence is None:
        raise Complaint("syntax", "the expectation of what? Write it in brackets", node)
    cursor.take()
    sides = split(averages.opened(fence.children), events.BARS)
    if len(sides) > 2:
        raise Complaint("syntax", "two bars in one expectation", fence)
    inner = ctx.deeper(node)
    process_names.ask(inner, sides)
    given, spelt = behind_bar(inner, sides[1] if len(sides) > 1 else ())
    require_no_letter(inner, sides)
    result = averaged(inner, course(inner, averages.opened(sub), spelt),
                      expressions.expression(inner, sides[0], fence), given)  # fmt: skip
    ctx.note(NOTE)
    if not isinstance(after, Script):
        return result
    return operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip


def behind_bar(ctx: Context, nodes: Sequence[Node]) -> tuple[list[Relation], str]:
    r"""What is given: ``S_t = s``, ``S_t`` (at its own value), and labels, ``\pi``.

    The left side of each relation is what it is at an outcome, the right side what it is outside.
    """
    tests: list[Relation] = []
    spelt = ""
    for part in split(nodes, (",", ";")):
        if conditions.is_relation(part):
            test = conditions.condition(ctx, part, part[0])
            if not isinstance(test, Relation):
                raise Complaint("not-supported", "a mean over a process given this", part[0])
            tests.append(test)
        elif len(part) == 1 and process_names.process(ctx, part[0]) is not None:
            found = element_values.value(ctx, part, part[0])
            own = found[0] if found is not None else values.one_number(
                expressions.expression(ctx, part, part[0]), part[0], "what is given")  # fmt: skip
            tests.append(Relation("=", own, own))
        else:
            spelt += " ; " + "".join(map(text_of, part))
    return tests, spelt


def require_no_letter(ctx: Context, sides: Sequence[Sequence[Node]]) -> None:
    """Refuse an element of a set that is drawn besides: inside it would be held fixed."""
    given = {text_of(node) for side in sides[1:] for node in process_names.names_among(side)}
    for node in process_names.names_among(sides[0]):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        if head is None or found is None or not isinstance(found[0], IndexName):
            continue
        symbol = found[0]
        text = text_of(node)
        if symbol.element and symbol.index not in ctx.bound and text not in given and (
            not operator_binds(sides[0], text)
        ):  # fmt: skip
            raise Complaint("ambiguous", f"is `{symbol.name.latex}` drawn, too? Nothing behind "
                            "the bar gives it", node, (rf"`\mid S_t = {text}`",))  # fmt: skip


def operator_binds(nodes: Sequence[Node], letter: str) -> bool:
    """Whether a sum, a maximum or such a sign has the letter below it."""
    for node in outcomes.every(nodes):
        if isinstance(node, Script) and node.sub is not None and isinstance(node.base, Leaf) and (
            node.base.text.startswith("\\")
            and any(text_of(part) == letter for part in outcomes.every(node.sub.children))
        ):  # fmt: skip
            return True
    return False


def course(ctx: Context, sub: Sequence[Node], behind: str) -> Course:
    """The outcomes and weights that a subscript names."""
    spelt = "".join(map(text_of, sub)) + behind
    size = Variable(rf"N_{{{spelt}}}" if spelt else r"N_{\omega}", Sort.DIMENSION)
    head: Head | None = head_of(split(sub, (r"\sim",))[-1][0]) if sub else None
    further = labels.arguments(ctx, head)[0] if head is not None else ()
    name = rf"P_{{{spelt}}}" if spelt else "P"
    if not further:
        family = Family(name, (size,), (1,))
        ctx.definitions.courses[family] = None
        return Course(spelt, size, arrays.declared(family))
    free = arrays.dependent(Family(rf"\ln {name}", (size,), (1,)), further)
    other = over(r"\omega'", size)
    whole = Sum(other, call("exp", free.entry((other,))))

    def weight(at: tuple[Term, ...]) -> Term:
        return Multiply((call("exp", free.entry(at)), Power(whole, number(-1))))

    return Course(spelt, size, Array((size,), weight))


def averaged(ctx: Context, own: Course, value: Array, given: Sequence[Relation]) -> Array:
    """The weighted sum over the outcomes, by the weight of what is given."""
    body = values.plain(values.as_scalar(value))
    index = own.index(ctx.depth)
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(body.shape))
    unfold = ctx.definitions.unfold
    moved = at_outcome(ctx, own, index, (unfold(body.entry(probes)), tuple(given)))
    tests = tuple(replace(one, left=substitute(unfold(one.left), moved)) for one in given)
    settled = {one.left: one.right for one in tests if one.operator == "="}
    weight = own.weights.entry((index,))

    def entry(at: tuple[Term, ...]) -> Term:
        inside = replaced(substitute(unfold(body.entry(at)), moved), settled)
        return Multiply((weight, Cases(((And(tests), inside),), ZERO) if tests else inside))

    def total(factor: Array) -> Array:
        return operators.collected(factor, operators.Binding(ctx, (index,), (), ()), ZERO, Sum)

    above = total(Array(body.shape, entry, body.starts))
    if not tests:
        return above
    short = arrays.scalar(Multiply((weight, Cases(((And(tests), ONE),), ZERO))))
    below = total(short).entry(())
    return Array(above.shape, lambda at: above.entry(at) / below, above.starts)


def replaced(term: Term, known_: Mapping[Term, Term]) -> Term:
    """``term`` with what is given put in for the entries that it is given of."""

    def visit(node: object) -> object:
        if isinstance(node, Entry) and node in known_:
            return known_[node]
        return rebuild(node, visit)

    return cast(Term, visit(term)) if known_ else term


def at_outcome(ctx: Context, own: Course, index: Index, said: object) -> Values:
    """The sequences that ``said`` speaks of, at an outcome."""
    moved = moving(endless(said) - tables(ctx), own.label, own.size, index)
    for family, wide in moved[1].items():
        ctx.definitions.courses[wide] = (family, own.label)
    return moved[0]


def moving(
    families: Iterable[Family], label: str, size: Term, index: Index
) -> tuple[Values, dict[Family, Family]]:
    """Sequences at an outcome, and the arrays that have one value for each place and outcome."""
    wide = {family: Family(rf"{family.name}^{{{label or 'E'}}}", (*family.shape, size),
                           (*family.starts, 1), family.sort) for family in families}  # fmt: skip

    def entries(family: Family) -> Entries:
        return lambda at: Entry(wide[family], (*at, index))

    return put_in({}, {family: entries(family) for family in wide}), wide


# -- what is known of them ----------------------------------------------------------------


def stated(
    ctx: Context, relation: Condition, given: Sequence[Assumption]
) -> list[Assumption]:  # fmt: skip
    """What holds of the processes in ``relation`` by what is ``given`` of their sequences.

    Each assumption about a sequence x_t holds of its values x_{t, w} at every outcome w.
    """
    courses = ctx.definitions.courses
    found: list[Assumption] = []
    spoken: dict[tuple[Term, str], set[Family]] = {}
    for part in once(relation) if courses else ():
        if isinstance(part, Family) and part in courses:
            if (sequence := courses[part]) is None:
                found.append(Distribution(part))
            else:
                spoken.setdefault((part.shape[-1], sequence[1]), set()).add(sequence[0])
    for (size, label), families in spoken.items():
        about = [one for one in given if isinstance(one, (Forall, Relation)) and endless(one)]
        fixed = tables(ctx)
        while more := {family for one in about if families & (own := endless(one))
                       for family in own} - families - fixed:  # fmt: skip
            families |= more
        index = over(r"\omega", size)
        moved, _ = moving(families, label, size, index)
        for one in about:
            free = one.indices if isinstance(one, Forall) else ()
            condition = one.condition if isinstance(one, Forall) else one
            if families & endless(one):
                found.append(Forall((*free, index), put(condition, moved)))
    return found


def doubts(ctx: Context, relation: Condition) -> list[str]:
    """What a refutation of ``relation`` would not settle."""
    speaks = ctx.definitions.courses and any(
        isinstance(part, Family) and EVERY in part.shape and part in ctx.definitions.courses
        for part in once(relation))  # fmt: skip
    return [DOUBT] if speaks else []


def put(condition: Condition, moved: Values) -> Condition:
    """``condition`` at an outcome."""
    match condition:
        case Relation(operator, left, right):
            return Relation(operator, substitute(left, moved), substitute(right, moved))
        case _:
            inner = rebuild(condition, lambda part: put(cast(Condition, part), moved))
            return cast(Condition, inner)


def tables(ctx: Context) -> set[object]:
    """What belongs to tables, V_k(s): nothing of a process."""
    return {symbol.owner for symbol in ctx.scope.everything()
            if isinstance(symbol, Quantity) and symbol.called}  # fmt: skip


def endless(node: object) -> set[Family]:
    """The sequences without an end in ``node``."""
    return {part for part in once(node) if isinstance(part, Family) and EVERY in part.shape}
