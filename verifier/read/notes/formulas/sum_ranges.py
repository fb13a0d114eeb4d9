r"""The scripts of a sum or product as letters with ranges, and conditions on them.

Guarantee: a relation binds no letter that another part of the scripts binds already,

    \sum_{j=1, j \neq i}^n,  \sum_{1 \le i < j \le n},  \sum_{i \neq j}.

Of several letters that a relation alone names, those are bound that stand nowhere else in
the display; which ones these are is noted. Limits: steps of one, no sums over pairs of a set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verifier.read.notes.formulas import conditions, expressions, sum_parts, sum_scope
from verifier.read.notes.probability import outcomes
from verifier.read.notes.scopes import elements
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName, Quantity, Weighted
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Name, head_of, split
from verifier.read.notes.source.tree import Group, Leaf, Node, text_of
from verifier.read.notes.terms import values
from verifier.terms import Add, Constant, Family, Index, Sort, Term, Variable, number

UP = {"<": 1, r"\lt": 1, r"\le": 0, r"\leq": 0, r"\leqslant": 0}
"""Signs from the smaller to the larger side, and what a strict one adds to a first value."""
DOWN = {">": 1, r"\gt": 1, r"\ge": 0, r"\geq": 0, r"\geqslant": 0}
APART = (r"\ne", r"\neq")
MEMBERS = (r"\in", r"\notin")


@dataclass(frozen=True)
class Letter:
    """A bound letter and what its sign says of its first and last value."""

    name: Name
    place: Node
    lower: Term | None = None
    upper: Term | None = None
    element: str = ""
    inside: Family | None = None
    """Entries that are 1 at the values that count."""


@dataclass
class Scripts:
    """What is found below a sign."""

    letters: list[Letter] = field(default_factory=list)
    extra: list[list[Node]] = field(default_factory=list)
    """Conditions on the letters."""

    def known(self, node: Node) -> bool:
        """Whether that letter is bound already."""
        return any(text_of(letter.place) == text_of(node) for letter in self.letters)


def read(ctx: Context, sub: Group, sup: Group | None, node: Node, body: Sequence[Node]) -> Scripts:
    """The letters and conditions in ``sub``, with the last values in ``sup``."""
    found = Scripts()
    nodes = sum_parts.flattened(sub.children)
    for bar in (":", r"\mid", "|"):
        pieces = split(nodes, (bar,))
        if len(pieces) == 2:
            nodes, found.extra = pieces[0], [pieces[1]]
    segments = paired(sum_parts.dotted(restricted(split(sum_parts.opened(nodes), (",", ";")))))
    if not segments:
        raise Complaint("syntax", "the index of this sign is missing", node)
    chains: list[list[Node]] = []
    for place, segment in enumerate(segments):
        before = chains[-1] if chains and chains[-1] is segments[place - 1] else []
        if len(segment) == 1 and len(before) == 3 and mark(before[1]) in APART:
            chains.append([*before[:2], *segment])  # ``k \neq i, j``
            segments[place] = chains[-1]
        elif not conditions.is_relation(segment):
            found.letters.append(bare(segment, sub))
        elif not ranged(ctx, segment, sup, found):
            chains.append(segment)
    for chain in sorted(chains, key=one_sided):
        ordered(ctx, chain, found, [node, *body])
    if not found.letters:
        raise Complaint("syntax", "which letter does this sign run over?", sub)
    if sup is not None:
        found.letters = ending(ctx, found.letters, sup)
    return found


def restricted(segments: list[list[Node]]) -> list[list[Node]]:
    r"""``j = 1 \neq i`` as ``j = 1``, ``j \neq i``."""
    found: list[list[Node]] = []
    for segment in segments:
        marks = [place for place, node in enumerate(segment) if is_mark(node)]
        signs = [mark(segment[place]) for place in marks]
        if len(signs) == 2 and signs[0] == "=" and signs[1] in APART and marks[0] == 1:
            found += [segment[: marks[1]], [segment[0], *segment[marks[1] :]]]
        else:
            found.append(segment)
    return found


def one_sided(segment: Sequence[Node]) -> bool:
    """Whether a relation has two sides only; longer chains give ranges, and are read first."""
    return sum(is_mark(node) for node in segment) < 2


def bare(segment: Sequence[Node], at: Group) -> Letter:
    """A letter on its own."""
    name = index_name(segment[0]) if len(segment) == 1 else None
    if name is None:
        raise Complaint("not-supported", "this range of a sum: write it with an index", at)
    return Letter(name, segment[0])


def ending(ctx: Context, letters: list[Letter], sup: Group) -> list[Letter]:
    """The letters with the last value that stands above the sign, or one for each of them."""
    open_ = [letter for letter in letters if letter.upper is None]
    if not open_:
        raise Complaint("ambiguous", "two last values for this sign: which one counts?", sup)
    parts = split(sup.children, (",", ";"))
    if len(parts) == 1:
        parts = parts * len(open_)
    if len(parts) != len(open_):
        raise Complaint("syntax", f"{len(parts)} last values for {len(open_)} letters", sup)
    uppers = iter([one(ctx, part, sup) for part in parts])
    return [letter if letter.upper is not None else replace(letter, upper=next(uppers))
            for letter in letters]  # fmt: skip


def paired(segments: list[list[Node]]) -> list[list[Node]]:
    r"""``1 \le i``, ``j \le n`` as ``1 \le i \le n`` and ``1 \le j \le n``."""
    first = next((at for at, part in enumerate(segments) if begins(part)), None)
    last = next((at for at, part in enumerate(segments) if ends(part)), None)
    if first is None or last is None or first >= last or not all(
        len(part) == 1 for part in segments[first + 1 : last]
    ):  # fmt: skip
        return segments
    low, high = segments[first][:-1], segments[last][1:]
    letters = [segments[first][-1:], *segments[first + 1 : last], segments[last][:1]]
    full = [[*low, *letter, *high] for letter in letters]
    return [*segments[:first], *full, *segments[last + 1 :]]


def begins(part: Sequence[Node]) -> bool:
    r"""Whether ``part`` is ``1 \le i``."""
    return one_sided(part) and len(part) > 2 and mark(part[-2]) in UP and (
        index_name(part[-1]) is not None
    )  # fmt: skip


def ends(part: Sequence[Node]) -> bool:
    r"""Whether ``part`` is ``j \le n``."""
    return one_sided(part) and len(part) > 2 and mark(part[1]) in UP and (
        index_name(part[0]) is not None
    )  # fmt: skip


def mark(node: Node) -> str:
    """The relation sign that ``node`` is, else nothing."""
    relation = isinstance(node, Leaf) and (node.text in {*conditions.RELATIONS, *MEMBERS})
    return node.text if isinstance(node, Leaf) and relation else ""


def is_mark(node: Node) -> bool:
    """Whether ``node`` is a relation sign."""
    return bool(mark(node))


def one(ctx: Context, nodes: Sequence[Node], at: Node) -> Term:
    """A number."""
    return values.one_number(expressions.expression(ctx, nodes, at), at, "a bound")


def index_name(node: Node) -> Name | None:
    """The name of an index: a letter, or one with a subscript."""
    head = head_of(node)
    return None if head is None or head.sup else head.name


def index_of(ctx: Context, node: Node) -> Index | None:
    """The declared index of that letter."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    if found is not None and isinstance(found[0], (IndexName, Weighted)):
        return found[0].index
    return None


def element_of(ctx: Context, node: Node) -> str:
    """The set that a declared letter is an element of."""
    found = elements.element(ctx, [node])
    return found.element if found is not None else ""


def ranged(ctx: Context, segment: list[Node], sup: Group | None, found: Scripts) -> bool:
    r"""``i=1`` and ``i \in S``: letters with a range; False for other relations."""
    marks = [mark(node) for node in segment if is_mark(node)]
    name = index_name(segment[0]) if len(segment) > 1 and is_mark(segment[1]) else None
    if len(marks) != 1 or name is None or found.known(segment[0]):
        return False
    if marks[0] == "=":
        found.letters.append(counted(ctx, segment, name, sup))
        return True
    if marks[0] not in MEMBERS:
        return False
    if outcomes.whole_set(ctx, segment):
        found.letters.append(Letter(name, segment[0]))
        return True
    index = index_of(ctx, segment[0])
    if len(segment) == 3 and index is not None and elements.unknown(ctx, segment[2]):
        raise elements.undeclared(segment[2], index)
    if (size := counting(ctx, segment)) is not None:
        lower = number(ctx.scope.layout.start) if index is None else index.lower
        found.letters.append(Letter(name, segment[0], lower, size))
        return True
    domain = conditions.domain(ctx, segment[2:], segment[0])
    outside = marks[0] == r"\notin"
    if not isinstance(domain, conditions.Range) or (outside and domain.inside is None):
        raise Complaint("not-supported", "a sum over this set", segment[0])
    inside = None if outside else domain.inside
    found.letters.append(Letter(name, segment[0], domain.lower, domain.upper, domain.element,
                                inside))  # fmt: skip
    if outside:
        found.extra.append(segment)
    return True


def counting(ctx: Context, segment: Sequence[Node]) -> Term | None:
    r"""The size V for ``w \in V`` where V is a whole number: w counts up to it."""
    head = head_of(segment[2]) if len(segment) == 3 and mark(segment[1]) == r"\in" else None
    known = ctx.scope.fitting(head) if head is not None else None
    symbol = known[0] if known is not None else None
    if not isinstance(symbol, Quantity) or not isinstance(symbol.owner, Variable) or (
        symbol.owner.sort is not Sort.DIMENSION
    ):  # fmt: skip
        return None
    text = " ".join(map(text_of, segment))
    ctx.note(f"`{text}`: `{symbol.name.latex}` is a number, so up to it")
    return symbol.owner


def counted(ctx: Context, segment: list[Node], name: Name, sup: Group | None) -> Letter:
    r"""``i = 1``, ``i = 1, \dots, n``."""
    right = segment[2:]
    if any(conditions.is_dots(node) for node in right):
        span = conditions.dotted_range(ctx, right, right[0])
        return Letter(name, segment[0], span.lower, span.upper)
    lower = one(ctx, right, segment[0])
    if sup is None:
        known = index_of(ctx, segment[0])
        if known is None or known.lower != lower:
            raise Complaint("syntax", "this sum has a first index but no last one",
                            segment[0])  # fmt: skip
    return Letter(name, segment[0], lower)


# -- relations between letters -------------------------------------------------------------


def ordered(ctx: Context, chain: list[Node], found: Scripts, stretch: Sequence[Node]) -> None:
    r"""``j \neq k``, ``i < j``, ``1 \le i < j \le n``: new letters, or a condition on old ones."""
    sides, signs = taken_apart(chain)
    if any(not side for side in sides):
        raise Complaint("syntax", "one side of this condition is missing", chain[0])
    letters = [side[0] for side in sides if len(side) == 1 and free(ctx, side[0])]
    if not letters or any(found.known(letter) for letter in letters):
        found.extra.append(chain)
        return
    name = index_name(letters[0])
    if len(signs) == 1 and signs[0] in (r"\ge", r"\geq") and name is not None and (
        index_of(ctx, letters[0]) is None and sides[0] == letters[:1] and len(letters) == 1
    ):  # fmt: skip
        found.letters.append(Letter(name, letters[0], one(ctx, sides[1], chain[0]), Constant("oo")))
        return
    new = chosen(ctx, letters, signs, stretch)
    bounds = ends_of(ctx, sides, signs, chain) if len(signs) > 1 else None
    if len(signs) > 1 and bounds is None:
        raise Complaint("not-supported", "this range of a sum: write it with an index", chain[0])
    low, high = bounds or (None, None)
    for letter in new:
        own = index_name(letter)
        assert own is not None
        found.letters.append(Letter(own, letter, low, high))
    marks = [place for place, node in enumerate(chain) if is_mark(node)]
    if bounds is None:
        found.extra.append(chain)
    elif len(sides) > 3:
        found.extra.append(chain[marks[0] + 1 : marks[-1]])


def taken_apart(chain: Sequence[Node]) -> tuple[list[list[Node]], list[str]]:
    """The sides of a chain of relations, and its signs."""
    sides: list[list[Node]] = [[]]
    signs: list[str] = []
    for node in chain:
        if is_mark(node):
            signs.append(mark(node))
            sides.append([])
        else:
            sides[-1].append(node)
    return sides, signs


def free(ctx: Context, node: Node) -> bool:
    """Whether a letter can be bound: an index, the value of a random variable, or undeclared."""
    head = head_of(node)
    if head is None or index_name(node) is None:
        return False
    declared = ctx.lookup(head)
    return declared is None or index_of(ctx, node) is not None or (
        outcomes.value_letter(ctx, node) is not None
    )  # fmt: skip


def ends_of(
    ctx: Context, sides: list[list[Node]], signs: list[str], chain: list[Node]
) -> tuple[Term, Term] | None:
    """The first and last value that both ends of a chain give; None where they give none."""
    if all(sign in UP or sign in APART for sign in signs) and signs[0] in UP and signs[-1] in UP:
        low, high = sides[0], sides[-1]
        steps = UP[signs[0]], UP[signs[-1]]
    elif all(sign in DOWN for sign in signs):
        low, high = sides[-1], sides[0]
        steps = DOWN[signs[-1]], DOWN[signs[0]]
    else:
        return None
    lower, upper = one(ctx, low, chain[0]), one(ctx, high, chain[0])
    return (Add((lower, number(1))) if steps[0] else lower,
            Add((upper, number(-1))) if steps[1] else upper)  # fmt: skip


def chosen(
    ctx: Context, letters: list[Node], signs: list[str], stretch: Sequence[Node]
) -> list[Node]:
    """Those of the letters of a relation that the sign binds."""
    if len(letters) == 1:
        return letters
    whole = extent(stretch)
    texts = {text_of(letter) for letter in letters}
    places = (sum_scope.beside(ctx.whole, whole), *ctx.scope.all_cases())
    elsewhere = {text for place in places for text in sum_scope.used(place, texts)}
    elsewhere |= texts & {index.name for index in ctx.bound}
    elsewhere |= {text_of(letter) for letter in letters if fixed(ctx, letter)}
    new = [letter for letter in letters if text_of(letter) not in elsewhere] or letters[:1]
    inside = [letter for letter in new if sum_scope.used(whole[1:], {text_of(letter)})]
    if not inside and len(letters) == len(new) == 2 and reversed_(letters):
        new = letters[:1]
    new = inside or new
    given = {text_of(letter) for letter in letters if letter not in new} <= elsewhere
    say(ctx, letters, new, given and all(sign in APART for sign in signs))
    return new


def reversed_(letters: Sequence[Node]) -> bool:
    r"""Whether the second letter is the earlier one: in ``j \neq i`` the i is rather given."""
    return text_of(letters[0]) > text_of(letters[1])


def fixed(ctx: Context, letter: Node) -> bool:
    """Whether a letter is fixed for the section."""
    head = head_of(letter)
    found = ctx.lookup(head) if head is not None else None
    return found is not None and isinstance(found[0], IndexName) and found[0].fixed


def extent(stretch: Sequence[Node]) -> list[Node]:
    """A sign with the product behind it."""
    found = list(stretch[:1])
    for node in stretch[1:]:
        if sum_scope.ends(node) and len(found) > 1:
            break
        found.append(node)
    return found


def say(ctx: Context, letters: list[Node], new: list[Node], plain: bool) -> None:
    """Note which letters of a relation are bound, where one could doubt it."""
    own = ", ".join(f"`{text_of(letter)}`" for letter in new)
    others = ", ".join(f"`{text_of(letter)}`" for letter in letters if letter not in new)
    if len(new) > 1:
        ctx.note(f"the sum runs over {own}, which stand nowhere else")
    elif not plain or new[0] is not letters[0]:
        ctx.note(f"the sum runs over {own} alone; {others} is fixed")
