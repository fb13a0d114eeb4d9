r"""Values given to letters that were declared before: ``**Let** $h \in \mathbb{R}$ ... $h = 3 x$``.

Guarantee: a definition of a declared letter of the same section is one of that very letter,
also in what was defined through it before, and what was said of it holds of its value:

    h > 0,  L = h^2,  then h = 3 x   ->   L = (3 x)^2,  3 x > 0.

Where the letter belongs to a section around this one and something rests on it, a number is a
condition, and any other value a ``Complaint``. A size that arrays or indices stand on has its
value as a condition. Limits: what is said of a letter other than by relations is not carried
over to its value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.read.notes.scopes import qualities
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.recall import entry, term_of, visible
from verifier.read.notes.scopes.scope import Function, IndexName, Quantity, Symbol
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Name, head_of
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.notes.terms.traverse import once
from verifier.read.notes.terms.unfold import Owner
from verifier.terms import Family, Sort, Term, Variable


def is_size(owner: object) -> bool:
    """Whether a quantity is a dimension: arrays stand on it, a value of its own is a condition."""
    return isinstance(owner, Variable) and owner.sort is Sort.DIMENSION


def free(ctx: Context, nodes: Sequence[Node]) -> tuple[Quantity, Owner] | None:
    """The declared quantity without a value whose bare name ``nodes`` are."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    symbol = found[0] if found is not None else None
    if head is None or found is None or not isinstance(symbol, Quantity):
        return None
    labels, above, primes = found[1:]
    whole = (len(head.sub), len(head.sup), head.primes) == (labels, above, primes)
    if not whole or symbol.defined or symbol.owner is None or symbol.over:
        return None
    return symbol, symbol.owner


def is_condition(ctx: Context, left: Sequence[Node], right: Sequence[Node], at: Placed) -> bool:
    """Whether ``left = right`` in a declaration limits a letter rather than defines it."""
    found = free(ctx, left)
    if found is None:
        return False
    symbol, owner = found
    if is_size(owner):
        return any(owner in sizes for sizes in used_sizes(ctx))
    if ctx.scope.symbols.get(symbol.name) is symbol or not (above := resting(ctx, owner)):
        return False
    if is_number(right):
        return True
    raise Complaint(
        "declaration", f"`{symbol.name.latex}` is declared in a section around this one, and "
        f"`{above}` rests on it: define it there, before `{above}`", at,
    )  # fmt: skip


def is_number(nodes: Sequence[Node]) -> bool:
    """Whether a side is a number, with or without a sign."""
    rest = nodes[1:] if len(nodes) == 2 and isinstance(nodes[0], Leaf) and (
        nodes[0].text in ("-", "+")) else nodes  # fmt: skip
    return len(rest) == 1 and isinstance(rest[0], Leaf) and rest[0].token.kind == "number"


def used_sizes(ctx: Context) -> Iterator[set[object]]:
    """The dimensions that each array or index that can be seen stands on."""
    for symbol in visible(ctx):
        match symbol:
            case Quantity(view=view):
                yield set(once(view.shape))
            case IndexName(index=index):
                yield set(once((index.lower, index.upper)))
            case _:
                pass


def resting(ctx: Context, owner: Owner) -> str:
    """A visible name that was defined through ``owner``; empty where there is none."""
    for symbol in visible(ctx):
        term = term_of(symbol)
        given = isinstance(symbol, Quantity) and not symbol.defined
        if term is None or given or owner not in ctx.definitions.reached(term):
            continue
        own = symbol.parameters if isinstance(symbol, Function) else ()
        if not any(owner in set(once(entry(one))) for one in own):
            return symbol.name.latex
    return ""


def retaken(
    ctx: Context,
    owners: Owners,
    name: Name,
    shape: tuple[Term, ...],
    kept: Family | None,
    at: Placed,
    *,
    numbered: bool = False,
) -> Owner | None:
    """The owner of the declared letter that a definition of the same section gives a value to.

    ``shape`` is that of the value, ``kept`` a family with the axes that its entries have. What
    is ``numbered`` above, ``x^{(i)}``, is another letter than ``x``.
    """
    symbol = ctx.scope.symbols.get(name)
    if isinstance(symbol, Quantity) and bool(symbol.slots_sup) != numbered:
        return None
    owner = symbol.owner if isinstance(symbol, Quantity) else None
    if not isinstance(symbol, Quantity) or symbol.defined or symbol.over or owner is None or (
        owner in ctx.definitions.known or owner in ctx.definitions.recurrences or is_size(owner)
    ):  # fmt: skip
        return None
    if isinstance(owner, Family) != (kept is not None) or (kept is not None and not alike(
        owner, kept, symbol.view.shape, shape)):  # fmt: skip
        if above := resting(ctx, owner):
            raise Complaint("shape-mismatch", f"`{name.latex}` was declared in another shape, and "
                            f"`{above}` is defined through it", at)  # fmt: skip
        return None
    owners.retire(owner.name)
    for scope in ctx.scope.chain():
        scope.past = {known: found for known, found in scope.past.items()
                      if not rests(ctx, found[0], owner)}  # fmt: skip
    return owner


def alike(owner: Owner, kept: Family, declared: tuple[Term, ...], shape: tuple[Term, ...]) -> bool:
    """Whether a family has the axes of ``kept``, and stands the way of the value."""
    own = isinstance(owner, Family) and (owner.shape, owner.starts) == (kept.shape, kept.starts)
    return own and (len(declared) != len(shape) or declared == shape)


def rests(ctx: Context, symbol: Symbol, owner: Owner) -> bool:
    """Whether what a symbol stands for may have been defined through ``owner``."""
    term = term_of(symbol)
    return term is None or owner in ctx.definitions.reached(term)


def require_unused(ctx: Context, name: Name, at: Placed) -> None:
    """Raise where a declared function or sequence that is defined now was used in a definition."""
    old = ctx.scope.find(name)
    own: set[object] = set()
    if isinstance(old, Function):
        own = qualities.meant(old)
    elif isinstance(old, Quantity) and not old.defined and old.owner is not None:
        own = {old.owner}
    if not own:
        return
    for symbol in visible(ctx):
        term = term_of(symbol)
        given = isinstance(symbol, Quantity) and not symbol.defined
        if term is None or given or symbol.name == name:
            continue
        if any(part in own for part in once(ctx.definitions.unfold(term))):
            raise Complaint("declaration", f"`{symbol.name.latex}` is defined through "
                            f"`{name.latex}`: define `{name.latex}` before it", at)  # fmt: skip


def carry_over(ctx: Context, owner: Owner) -> None:
    """Assume of the value of ``owner`` what is assumed of ``owner``."""
    for scope in ctx.scope.chain():
        for given in list(scope.assumptions):
            if owner in set(once(given)):
                meant = ctx.definitions.unfold_assumption(given)
                if meant != given and owner not in set(once(meant)):
                    ctx.scope.assumptions.append(meant)
