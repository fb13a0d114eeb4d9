r"""Names of earlier sections: what stays known, and what is said of the others.

Guarantee: a name that a display introduced stays known in later sections as long as nothing
there takes it and everything it stands on still means the same; each claim of a display that
uses it says where it comes from. A display that gives it a value makes it anew. Names of
**Let** and **Define** end with their section: a message says where they were declared.
Limits: a name behind ``where`` counts as introduced by its display.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.claim import Assumption, Claim, Item
from verifier.read.arrays import Array
from verifier.read.notes.displays.display import Layout, Statement
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Pattern, Quantity, Scope, Symbol
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, Glyph, Head, head_of, split
from verifier.read.notes.source.prose import Declaration
from verifier.read.notes.source.tree import Fenced, Leaf, Node, parts
from verifier.read.notes.terms.traverse import once
from verifier.terms import Family, FunctionSymbol, Term, Variable, over


def leave(scope: Scope, outer: Scope) -> None:
    """Note in ``outer`` what the section ``scope`` made known, as it ends."""
    where = f"section “{scope.title}”" if scope.title else "an earlier section"
    for name, (symbol, said) in scope.past.items():
        outer.past[name] = symbol, said
    for name, symbol in scope.symbols.items():
        if name in scope.implied:
            outer.past[name] = symbol, f"`{name.latex}` as {where} introduces it"
        outer.left[name.glyph] = where
    outer.left.update(scope.left)
    for glyph, line in scope.failed.items():
        outer.failed.setdefault(glyph, line)


def recalled(ctx: Context, nodes: Sequence[Node], apart: Layout) -> tuple[Scope, tuple[str, ...]]:
    """The scope of a display that uses names of earlier sections, and what is said of them."""
    if not any(scope.past for scope in ctx.scope.chain()):
        return ctx.scope, ()
    made = {head.name for one in apart.statements if isinstance(one, Statement) and one.signs
            and one.sides[0] and (head := head_of(one.sides[0][0])) is not None
            and all(map(lettered, one.sides[0][1:]))}  # fmt: skip
    inner = ctx.scope.inner(ctx.scope.level)
    said: list[str] = []
    for head in heads(nodes):
        if ctx.scope.fitting(head) is not None or ctx.scope.without_font(head) is not None:
            continue
        found = past(ctx.scope, head)
        if found is None or found[0].name in made or found[0].name in inner.symbols:
            continue
        if stands(ctx, found[0]):
            inner.declare(found[0])
            said.append(found[1])
    return (inner, tuple(said)) if said else (ctx.scope, ())


def lettered(node: Node) -> bool:
    """Whether ``node`` is a bracket with letters as arguments, as where a function is defined."""
    return isinstance(node, Fenced) and all(
        len(part) == 1 and head_of(part[0]) is not None for part in split(node.children, SEPARATORS)
    )


def heads(nodes: Sequence[Node]) -> Iterator[Head]:
    """The names in ``nodes`` with their scripts; the bases of scripts are not names again."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        head = head_of(node)
        if head is not None:
            yield head
        inside = parts(node)
        base = getattr(node, "base", None)
        waiting.extend(part for part in inside if head is None or part is not base)


def past(scope: Scope, head: Head) -> tuple[Symbol, str] | None:
    """What an earlier section introduced by the spelling ``head``, the most labels first."""
    sub = tuple(piece.text for piece in head.sub)
    sup = tuple(piece.text for piece in head.sup)
    for part in scope.chain():
        fits = [
            (len(name.sub) + len(name.sup), found) for name, found in part.past.items()
            if name.glyph == head.glyph and name.sub == sub[: len(name.sub)]
            and name.sup == sup[: len(name.sup)] and name.primes <= head.primes
        ]  # fmt: skip
        if fits:
            return max(fits, key=lambda fit: fit[0])[1]
    return None


def stands(ctx: Context, symbol: Symbol) -> bool:
    """Whether everything that a name stands on still means the same here."""
    term = term_of(symbol)
    if term is None:
        return False
    own = {part for parameter in getattr(symbol, "parameters", ()) for part in
           ctx.definitions.reached(entry(parameter))}  # fmt: skip
    seen = {getattr(known, "owner", None) for known in visible(ctx)}
    for owner in ctx.definitions.reached(term):
        if owner in ctx.definitions.known or owner in own or owner in seen:
            continue
        if isinstance(owner, Variable) and owner.name.startswith("?"):
            continue
        return False
    return True


def visible(ctx: Context) -> Iterator[Symbol | Quantity]:
    """Every symbol that can be seen, and the values that functions stand for."""
    for scope in ctx.scope.chain():
        yield from scope.letters.values()
        yield from scope.indexed.values()
    for symbol in ctx.scope.everything():
        yield symbol
        if isinstance(symbol, Function) and symbol.standing is not None:
            yield symbol.standing


def term_of(symbol: Symbol) -> Term | None:
    """What a name stands for, at any place; None where this cannot be told."""
    match symbol:
        case Quantity(view=view):
            return entry(view)
        case Pattern(quantity=quantity):
            return entry(quantity.view)
        case Function(value=value) if value is not None:
            return entry(value)
        case _:
            return None


def entry(view: Array) -> Term:
    """The entry of an array at any place."""
    return view.entry(tuple(over(f"?{axis}", size) for axis, size in enumerate(view.shape)))


def noted(item: Item, said: tuple[str, ...]) -> Item:
    """A claim with where its names come from; any other item as it is."""
    return replace(item, readings=(*item.readings, *said)) if isinstance(item, Claim) else item


# -- messages --------------------------------------------------------------------------------


def explained(ctx: Context, complaint: Complaint) -> Complaint:
    """A complaint about an undeclared name, with where it was declared or should have been."""
    place = complaint.place
    if place is None or complaint.code not in ("undeclared", "ambiguous", "index-mismatch"):
        return complaint
    if "undeclared" not in complaint.message:
        return complaint
    found = next((head for head in heads(ctx.whole)
                  if head.node.start <= place.start < head.node.end), None)  # fmt: skip
    if found is None:
        return complaint
    if (line := first(ctx.scope, "failed", found.glyph)) is not None:
        text = (f"`{found.glyph.latex}` was to be defined in line {line}, which could not be read: "
                "that line first")  # fmt: skip
        return Complaint(complaint.code, text, place)
    if (where := first(ctx.scope, "left", found.glyph)) is not None:
        complaint.message += (f" here; it is declared in {where}, which has ended: repeat its line "
                              "in this section, or move it above the first of both")  # fmt: skip
    return complaint


LIMITING = frozenset({"Let", "Define", "Assume", "Case", "Index"})
"""Declarations that say something of the letters in them."""


def taken_back(scope: Scope, known: Sequence[Assumption]) -> None:
    """Assume nothing of a line of which a part could not be read; its names stay."""
    before = {id(one) for one in known}
    scope.assumptions[:] = [one for one in scope.assumptions if id(one) in before]
    scope.speaks = []


def missing(scope: Scope, declaration: Declaration | None, line: int) -> None:
    """Note what a declaration that could not be read was to say, and to make known."""
    said = f"line {line}, which could not be read"
    if declaration is None or declaration.keyword == "Layout":
        scope.unread.append((None, said))
    elif declaration.keyword in LIMITING:
        found = {head.glyph for formula in declaration.formulas for head in heads(formula.nodes)}
        scope.unread.extend((glyph, said) for glyph in found)
    if declaration is not None and declaration.keyword == "Index":
        letters = [own for formula in declaration.formulas for own in heads(formula.nodes)]
        scope.failed |= {own.glyph: line for own in letters if scope.fitting(own) is None}
    if declaration is None or declaration.keyword != "Define":
        return
    for formula in declaration.formulas:
        for part in split(formula.nodes, (",", ";")):
            head = head_of(part[0])
            sign = any(isinstance(node, Leaf) and node.text in ("=", r"\coloneqq")
                       for node in part)  # fmt: skip
            if head is not None and sign and scope.fitting(head) is None:
                scope.failed.setdefault(head.glyph, line)


def unread(ctx: Context, claim: Claim) -> tuple[str, ...]:
    """The lines that could not be read and say something of the letters of a claim."""
    told = {owner: words for scope in ctx.scope.chain() for owner, words in scope.unread
            if owner is None or isinstance(owner, Glyph)}  # fmt: skip
    if not told:
        return ()
    names = {part.name for part in once(claim.relation)
             if isinstance(part, (Variable, Family, FunctionSymbol))}  # fmt: skip
    known: set[object] = {None, *(head.glyph for head in heads(ctx.whole))}
    known |= {symbol.name.glyph for symbol in visible(ctx) if symbol.name.internal in names}
    return tuple(dict.fromkeys(words for owner, words in told.items() if owner in known))


def first(scope: Scope, table: str, glyph: Glyph) -> object:
    """The entry of the innermost section that has one."""
    return next((getattr(part, table)[glyph] for part in scope.chain()
                 if glyph in getattr(part, table)), None)  # fmt: skip
