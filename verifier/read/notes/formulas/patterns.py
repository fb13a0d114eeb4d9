"""Values that are written as calls: ``f(z_j)`` where ``f(z_k)`` was defined, ``H(X)``.

Guarantee: of several definitions of one name the one with the arguments of the call is
meant, marks between them included (``H(X, Y)`` is not ``H(Y | X)``); an argument that is
no entry must be spelt as defined. Limits: an argument is a letter or an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from verifier.read.arrays import Array
from verifier.read.matching import matching
from verifier.read.notes.formulas import calls, conditionals, expressions, operands
from verifier.read.notes.probability import outcomes
from verifier.read.notes.probability.laws import Outcome
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Pattern
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, pieces, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, text_of
from verifier.read.notes.terms import values
from verifier.terms import Entry, Family, Term, over


def pattern(ctx: Context, cursor: Cursor, symbol: Pattern, node: Node) -> Array:
    """``f(z_j)`` where ``f(z_k)`` was defined: entry j."""
    found = calls.arguments(cursor) if symbol.arguments else None
    if found is None:
        return standing(ctx, symbol)
    parts, script, fence = found
    parts = conditionals.plain(ctx, parts)
    if isinstance(fence, Fenced):
        symbol = meant(symbol, parts, fence)
    indices: list[Term] = []
    whole = False
    letters, used = symbol.letters, list[Sequence[Node]]()
    spots = symbol.places or ((),) * len(symbol.bases)
    for part, own, base, axes in zip_longest(parts, symbol.arguments, symbol.bases, spots):
        if part is None or own is None:
            raise Complaint("syntax", f"`{symbol.name.latex}` takes {len(symbol.arguments)} "
                            "argument(s) as defined", fence)  # fmt: skip
        if letters and letters[len(used)] is not None:
            used.append(part)
            indices.append(value_of(ctx, symbol, letters[len(used) - 1], part))
            continue
        used.append(part)
        if base is None:
            if "".join(map(text_of, part)) != "".join(map(text_of, own)):
                raise Complaint("syntax", f"expected `{''.join(map(text_of, own))}` here",
                                part[0])  # fmt: skip
            continue
        value = values.as_scalar(expressions.expression(ctx, part, fence))
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
        found_term = value.entry(probes)
        own_entry = isinstance(found_term, Entry) and found_term.family == base
        term = found_term if own_entry else spelled_out(ctx, base, found_term, part)
        if not isinstance(term, Entry):
            raise Complaint("syntax", f"`{symbol.name.latex}` is defined for entries of "
                            f"`{base.name}`, not for this", part[0])  # fmt: skip
        labels = [term.indices[axis] for axis in axes or range(len(term.indices))]
        whole = whole or any(at in probes for at in labels)
        indices.extend(labels)
    indices += hidden(ctx, symbol)
    result = symbol.quantity.view
    if not whole and indices:
        result = values.scalar(values.entries_of(result).at(*indices))
    if script is None:
        return result
    return operands.attached(ctx, result, pieces(script.sub), script.sup, pieces(script.sup),
                             script.primes, node)  # fmt: skip


def standing(ctx: Context, symbol: Pattern) -> Array:
    """A bare name that was defined with arguments: at the letters of its definition."""
    at = [letter.index for letter in symbol.letters if letter is not None]
    if not at and not symbol.hidden:
        return symbol.quantity.view
    at += hidden(ctx, symbol)
    if not symbol.arguments:
        return values.scalar(values.entries_of(symbol.quantity.view).at(*at))
    shown = ", ".join("".join(map(text_of, part)) for part in symbol.arguments)
    ctx.note(f"`{symbol.name.latex}` without arguments read as `{symbol.name.latex}({shown})`")
    return values.scalar(values.entries_of(symbol.quantity.view).at(*at))


def hidden(ctx: Context, symbol: Pattern) -> list[Term]:
    """The values, here, of the random variables that a name depends on without showing it."""
    found: list[Term] = []
    for letter in symbol.hidden:
        here = ctx.scope.find(letter.name)
        if not isinstance(here, Outcome) or here.chance != letter.chance:
            own, needed = symbol.name.latex, letter.name.latex
            raise Complaint("undeclared", f"`{own}` depends on `{needed}`, "
                            "which means something else here")  # fmt: skip
        ctx.note(f"`{symbol.name.latex}` depends on `{letter.name.latex}`")
        found.append(here.index)
    return found


def value_of(ctx: Context, symbol: Pattern, own: Outcome | None, part: Sequence[Node]) -> Term:
    """The index of the value of a random variable that an argument is, or gives it."""
    sides = split(part, ("=",))
    if len(sides) == 2 and (named := outcomes.letter(ctx, sides[0])) is not None and (
        own is not None and named.chance == own.chance
    ):  # fmt: skip
        part = sides[1]
    found = outcomes.letter(ctx, part)
    if own is None or found is None or found.chance != own.chance:
        raise Complaint("syntax", f"`{symbol.name.latex}` is defined for values of "
                        f"`{own.chance.name.latex if own else ''}`", part[0])  # fmt: skip
    return found.index


def meant(symbol: Pattern, parts: Sequence[Sequence[Node]], fence: Fenced) -> Pattern:
    """The pattern of that name whose literal arguments are those of the call."""
    marks = [node.text for node in fence.children if isinstance(node, Leaf)
             and node.text in SEPARATORS]  # fmt: skip
    for one in (symbol, *symbol.others):
        if len(one.arguments) == len(parts) and list(one.marks) == marks and all(
            base is not None or letter is not None
            or "".join(map(text_of, own)) == "".join(map(text_of, part))
            for part, own, base, letter in zip(parts, one.arguments, one.bases,
                                               one.letters or one.bases, strict=True)
        ):  # fmt: skip
            return one
    return symbol


def spelled_out(ctx: Context, base: Family, term: Term, part: Sequence[Node]) -> Entry | None:
    """The entry of a defined family whose value ``term`` is."""
    if base not in ctx.definitions.known:
        return None
    parameters = ctx.definitions.known[base].parameters
    pattern_term = ctx.definitions.body(base, frozenset())
    found = matching(pattern_term, ctx.definitions.unfold(term), parameters)
    if found is None or len(found) != len(parameters):
        return None
    ctx.note(f"`{shorten(''.join(map(text_of, part)))}` is what `{base.name}` stands for")
    return Entry(base, tuple(found[index] for index in parameters))
