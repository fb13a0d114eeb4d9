r"""Functions defined by equations: ``f(t) = ...``, ``s(x)_i = ...``, ``f(z_k) = ...``.

Guarantee: an undeclared letter in the brackets is a real parameter (or what its ``for``
says), a declared one is that letter, so that ``J(x)`` is also the value J; an entry with an
index makes a vector that is written as calls; a letter that the right side never uses only
names what the value depends on. Limits: no functions of functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.declarations import (
    composed_arguments,
    define,
    define_named,
    define_values,
    given_values,
    parameters,
    quantities,
)
from verifier.read.notes.formulas import conditionals, dotted_arguments, expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import (
    Function,
    IndexName,
    Pattern,
    Quantity,
)
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import (
    SEPARATORS,
    Head,
    Name,
    head_of,
    pieces,
    split,
)
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once
from verifier.read.sizes import same_size
from verifier.terms import And, Entry, Family, Index, Relation, Variable, over


def is_call(node: Node) -> bool:
    """Whether ``node`` is the bracket with arguments."""
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Fenced) and base.left == "("


def function(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    name_nodes: Sequence[Node],
    call: Node,
    owners: Owners,
) -> Context:
    """``f(t) = ...``, ``s(x)_i = ...``, ``f(z_k) = ...``."""
    (head,) = names.name_list(name_nodes)
    if isinstance(call, Script) and (call.primes or (call.sup is not None and not any(
        quantities.declared_index(inner, piece) for piece in pieces(call.sup)
    ))):  # fmt: skip
        raise Complaint("declaration", "a power of a value defines no name: define the value, or "
                        "give its power a name", call)  # fmt: skip
    fence = call.base if isinstance(call, Script) else call
    assert isinstance(fence, Fenced)
    arguments = dotted_arguments.named(inner, split(fence.children, SEPARATORS))
    arguments = conditionals.plain(inner, arguments)
    if not arguments:
        raise Complaint("declaration", "a function of nothing", fence)
    if define_values.names_outcomes(inner, arguments):
        return define_values.called(ctx, inner, equation, head, call, arguments, owners)
    labelled = not any(quantities.declared_index(inner, piece) for piece in (*head.sub, *head.sup))
    if labelled and not isinstance(call, Script) and all(
        index_argument(inner, argument) for argument in arguments
    ) and not formula_in(inner, arguments, equation.right):  # fmt: skip
        return by_index(ctx, inner, equation, head, arguments, owners, fence)
    if any(entry_argument(inner, argument) for argument in arguments):
        return pattern(ctx, inner, equation, head, call, arguments, owners)
    by_name = (
        ctx.spelt
        and len(arguments) > 1
        and all(is_declared(inner, argument) for argument in arguments)
    )
    by_name = by_name or define_named.only_named(inner, equation.right, arguments, call)
    by_name = by_name or define_named.of_functions(inner, equation.right, arguments)
    if by_name or any(only_named(inner, argument, equation.right) for argument in arguments):
        return named_only(ctx, inner, equation, head, call, arguments, owners)
    define_named.require_number(inner, equation.right, arguments)
    bound, own_letters, composed, standing = parameters.bind(ctx, inner, equation, arguments)
    after = pieces(call.sub) if isinstance(call, Script) else ()
    probe = Head(head.glyph, (*head.sub, *after), head.sup, head.primes, call)
    below, above, bound = define.indices(bound, probe, equation.right)
    if above or len(below) > 1:
        if not standing:
            raise Complaint("not-supported", "a function with such indices", call)
        return indexed_value(ctx, bound, equation, probe, (below, above), owners)
    own = max(0, len(head.sub) - max(0, len(below) - len(after)))
    name = Name(head.glyph, tuple(piece.text for piece in head.sub[:own]),
                tuple(piece.text for piece in head.sup), head.primes)  # fmt: skip
    marked = composed_arguments.marked(equation.right, composed)
    alone = replace(bound, needs={})
    found, own_letters = parameters.fitted(inner, alone, marked, own_letters, arguments, fence)
    bound.needs.update(alone.needs)
    right = composed_arguments.lifted(bound, values.plain(found), composed, own_letters, fence)
    if below:
        right = vector_of(ctx, below[0], right, own_letters, fence)
    quantity = None
    if standing:
        here = right
        if not below and (composed or parameters.squares(inner, arguments)):
            here = values.plain(expressions.expression(inner, equation.right, fence))
        quantity = define.defined(ctx, name, [], [], here, owners, fence)
    heads = map(parameters.parameter, arguments)
    letters = tuple(given.name if given is not None else composed_arguments.name_of(place)
                    for place, given in enumerate(heads, 1))  # fmt: skip
    given_values.require_unused(ctx, name, fence)
    symbol = Function(name, own_letters, right, elementwise=equation.elementwise, standing=quantity,
                      letters=letters, spelt=ctx.spelt, bar=conditionals.bar_place(fence),
                      domain=(*(given_where(inner) if equation.types else ()),
                              *needed(alone, own_letters)))  # fmt: skip
    ctx.scope.declare(symbol)
    return bound


def given_where(inner: Context) -> tuple[Relation, ...]:
    r"""What stands behind a definition about its parameters: ``f(x) = x for $x > 0$``."""
    return tuple(
        one
        for fact in inner.scope.assumptions
        for one in (fact.conditions if isinstance(fact, And) else (fact,))
        if isinstance(one, Relation)
    )


def needed(inner: Context, letters: Sequence[Array]) -> Iterator[Relation]:
    """What the right side takes for granted of numbers that are parameters: ``g(x) = f(-x)``."""
    own = {letter.entry(()) for letter in letters if not letter.rank}
    return (need for need in inner.needs if isinstance(need, Relation) and own & {*once(need)})


def indexed_value(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    head: Head,
    slots: tuple[list[Index], list[Index]],
    owners: Owners,
) -> Context:
    r"""``\ell^{(i)}(w) = ...`` for a declared w: a value for every i."""
    below, above = slots
    name = Name(head.glyph, define.labels(head.sub, len(below)),
                define.labels(head.sup, len(above)), head.primes)  # fmt: skip
    right = expressions.expression(inner, equation.right, head.node)
    ctx.scope.declare(define.defined(ctx, name, below, above, right, owners, head.node))
    return inner


def index_argument(ctx: Context, argument: Sequence[Node]) -> bool:
    """Whether an argument is a bare index."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    return head is not None and not head.sub and not head.sup and found is not None and (
        isinstance(found[0], IndexName) and not found[0].fixed
    )  # fmt: skip


def formula_in(
    ctx: Context, arguments: Sequence[Sequence[Node]], right: Sequence[Node]
) -> bool:  # fmt: skip
    r"""Whether indices stand for numbers only: ``f(t) = \cos(t / T)`` is as well f(0)."""
    letters = {text_of(argument[0]) for argument in arguments}
    seen: set[str] = set()
    waiting: list[tuple[Sequence[Node], bool]] = [(right, False)]
    while waiting:
        nodes, numbering = waiting.pop()
        for before, node in zip((None, *nodes), nodes, strict=False):
            inside = numbering or (is_call(node) and before is not None and places(ctx, before))
            if isinstance(node, Script):
                large = node.base is not None and text_of(node.base) in (r"\sum", r"\prod")
                label = node.sup is not None and isinstance(node.sup.children[0], Fenced)
                waiting.append(([part for part in (node.base,) if part is not None], inside))
                waiting.append((node.sub.children if node.sub is not None else (), True))
                above = node.sup.children if node.sup is not None else ()
                waiting.append((above, inside or large or label))
            elif isinstance(node, Leaf):
                if node.text == "!" or (node.text in letters and inside):
                    return False
                seen.add(node.text)
            else:
                waiting.append((list(parts(node)), inside))
    return letters <= seen


def places(ctx: Context, name: Node) -> bool:
    """Whether a bracket behind ``name`` may hold places: behind all but numbers and functions."""
    head = head_of(name)
    found = ctx.scope.fitting(head) if head is not None else None
    if head is None or found is None:
        return head is not None
    symbol = found[0]
    return not isinstance(symbol, Function) and not (
        isinstance(symbol, Quantity) and not symbol.called and not symbol.view.rank
    )


def by_index(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    head: Head,
    arguments: list[list[Node]],
    owners: Owners,
    fence: Fenced,
) -> Context:
    """``V(s) = ...`` for an index s: a vector whose entries are written as calls."""
    below: list[Index] = []
    letters: list[Name] = []
    for argument in arguments:
        head_ = head_of(argument[0])
        assert head_ is not None
        found = inner.scope.fitting(head_)
        assert found is not None
        assert isinstance(found[0], IndexName)
        below.append(found[0].index)
        letters.append(head_.name)
    if len(set(below)) < len(below):
        raise Complaint("declaration", "the same index twice gives only the diagonal", head.node)
    right = values.plain(expressions.expression(inner, equation.right, head.node))
    quantity = define.defined(ctx, head.name, below, [], right, owners, head.node)
    bar = conditionals.bar_place(fence)
    ctx.scope.declare(replace(quantity, called=True, bar=bar, letters=tuple(letters)))
    return inner


def is_declared(ctx: Context, argument: Sequence[Node]) -> bool:
    """Whether an argument is a bare name that something declares."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    return head is not None and ctx.lookup(head) is not None


def only_named(ctx: Context, argument: Sequence[Node], right: Sequence[Node]) -> bool:
    """Whether an argument is an undeclared letter that the right side never uses."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    if head is None or ctx.lookup(head) is not None:
        return False
    waiting: list[Node] = list(right)
    while waiting:
        node = waiting.pop()
        other = head_of(node)
        if other is not None and other.glyph == head.glyph:
            return False
        waiting.extend(parts(node))
    return True


def named_only(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    head: Head,
    call: Node,
    arguments: list[list[Node]],
    owners: Owners,
) -> Context:
    """``E(w) = ...`` where w only names what E depends on: E is a value."""
    after = pieces(call.sub) if isinstance(call, Script) else ()
    probe = Head(head.glyph, (*head.sub, *after), head.sup, head.primes, call)
    below, above, bound = define.indices(inner, probe, equation.right)
    sub, sup = define.labels(probe.sub, len(below)), define.labels(probe.sup, len(above))
    name = Name(head.glyph, sub, sup, head.primes)
    right = expressions.expression(bound, equation.right, arguments[0][0])
    quantity = define.defined(ctx, name, below, above, right, owners, arguments[0][0])
    nothing: tuple[Family | None, ...] = (None,) * len(arguments)
    ctx.scope.declare(
        Pattern(name, quantity, tuple(map(tuple, arguments)), nothing, between(call))
    )  # fmt: skip
    tell_apart(ctx, name, owners)
    return bound


def tell_apart(ctx: Context, name: Name, owners: Owners) -> None:
    """Let values of one name be printed with their arguments: ``H(X)`` and ``H(Y)``."""
    symbol = ctx.scope.find(name)
    if not isinstance(symbol, Pattern) or not symbol.others:
        return
    for one in (symbol, *symbol.others):
        if isinstance(one.quantity.owner, Variable):
            text = ""
            for part, mark in zip(one.arguments, (*one.marks, ""), strict=False):
                text += "".join(map(text_of, part))
                text += f" {mark} " if mark.startswith("\\") else f"{mark} "
            owners.preferred[one.quantity.owner.name] = rf"{name.latex}\left({text.strip()}\right)"


def vector_of(
    ctx: Context, index: Index, right: Array, parameters: tuple[Array, ...], at: Placed
) -> Array:
    """The vector with the entries ``right``, the way its argument stands."""
    if right.rank:
        raise Complaint("shape-mismatch", "the entry of a vector is a number", at)
    term = right.entry(())
    size = quantities.length(index)
    plain = Array((size,), lambda at_: substitute(term, put_in({index: at_[0]})),
                  (quantities.first_value(index),))  # fmt: skip
    for parameter in parameters:
        if parameter.rank == 2 and values.vector_like(parameter):
            inner = values.entries_of(parameter)
            if inner.rank == 1 and same_size(inner.shape[0], size):
                return values.oriented(plain, parameter.shape)
    return values.vector(plain, ctx.scope.layout.vectors)


def entry_argument(ctx: Context, argument: Sequence[Node]) -> bool:
    """Whether an argument is an entry with an index, as in ``f(z_k)`` or ``f(x^{(i)})``."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], Quantity):
        return False
    above = head.sup[found[2] :] if found[0].slots_sup else ()
    return bool(head.sub[found[1] :] or above) and isinstance(found[0].owner, Family)


def pattern(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    head: Head,
    call: Node,
    arguments: list[list[Node]],
    owners: Owners,
) -> Context:
    """``f(z_k) = ...`` for all k: a vector whose entries are written as calls.

    An argument may be a vector of a list, ``f(x^{(i)})``.
    """
    bases: list[Family | None] = []
    places: list[tuple[int, ...]] = []
    below: list[Index] = []
    free = in_place(inner)
    for argument in arguments:
        if not entry_argument(inner, argument):
            bases.append(None)
            places.append(())
            continue
        given = values.as_scalar(expressions.expression(free, argument, argument[0]))
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(given.shape))
        term = given.entry(probes)
        named = term.indices if isinstance(term, Entry) else ()
        own = [axis for axis, at in enumerate(named) if at not in probes]
        if not isinstance(term, Entry) or not own or not all(
            isinstance(named[axis], Index) for axis in own
        ):  # fmt: skip
            raise Complaint("declaration", "an entry with an index is expected", argument[0])
        bases.append(term.family)
        places.append(tuple(own))
        below += [at for at in named if isinstance(at, Index) and at not in probes]
    right = values.as_scalar(expressions.expression(free, equation.right, arguments[0][0]))
    if right.rank:
        raise Complaint("shape-mismatch", "the entry of a vector is a number", arguments[0][0])
    name = head.name
    quantity = define.defined(ctx, name, below, [], right, owners, arguments[0][0])
    ctx.scope.declare(
        Pattern(name, quantity, tuple(map(tuple, arguments)), tuple(bases), between(call),
                tuple(places))
    )  # fmt: skip
    return free


def between(call: Node) -> tuple[str, ...]:
    """The marks between the arguments of a call."""
    fence = call.base if isinstance(call, Script) else call
    assert isinstance(fence, Fenced)
    return tuple(node.text for node in fence.children if isinstance(node, Leaf)
                 and node.text in SEPARATORS)  # fmt: skip


def in_place(ctx: Context) -> Context:
    """A context in which letters that only serve as indices get their range."""
    inner = ctx.bind()
    return replace(inner, free=inner.scope)
