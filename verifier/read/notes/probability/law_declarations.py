r"""Random variables with a law, and events, as a **Let** declares them.

Guarantee: after

    **Let** $x, z$ be random variables with joint distribution $p$.
    **Let** $q(z \mid x)$ be a distribution.
    **Let** $A, B$ be events.

x and z have finitely many values, any number of them, p is any joint distribution, q one of
z for each value of x; of the events all combinations have a probability. A product behind
an equals sign (``p(x, z) = p(z) p(x \mid z)``) and the words *independent*,
*conditionally independent given* say how a joint distribution factors. Limits: no sequences
of symbolic length.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from verifier.read.notes.formulas import conditions
from verifier.read.notes.probability import (
    density_declarations,
    event_declarations,
    law_calls,
    law_tables,
)
from verifier.read.notes.probability.event_declarations import (
    EVENTS,
    PARTITION,
    PROBABILITY,
    require_read,
    sentence,
)
from verifier.read.notes.probability.laws import Chance, Factor, Law
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, Name, head_of, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Fenced, Leaf, Node, text_of

KIND = r"(?:distributions?|laws?|densit(?:y|ies)|mass functions?|pmfs?|pdfs?|probabilit(?:y|ies))"
LAW = re.compile(rf"\b{KIND}\b")
LAW_NEXT = re.compile(rf"\b{KIND}(?:\s+is|\s+are)?$|\bwith$")
RANDOM = re.compile(r"\brandom\s+(?:variables?|vectors?|quantit\w+)\b")
FINITE = re.compile(
    r"\b(?:discrete|finite|categorical|joint|jointly|conditionally\s+independent)\b"
)
OF = re.compile(rf"\b{KIND}\s+(?:of|for)$")
OVER = re.compile(r"(?:over|with|takes|taking)")
VALUES = re.compile(r"(?:values|outcomes|states|categories|classes)\b")
DENSITY = Name(Glyph("p"))


def take(ctx: Context, formulas: Sequence[Formula], owners: Owners) -> list[Formula]:
    """Declare what ``formulas`` say of laws and events; the formulas that say something else."""
    rest: list[Formula] = []
    waiting: list[Formula] = []
    place = 0
    while place < len(formulas):
        formula = formulas[place]
        words = sentence(formula.behind)
        used = 0
        if is_call(formula.nodes):
            used = calls(ctx, formulas[place:], owners)
        elif OF.search(words) and is_list(formula.nodes):
            used = of_letters(ctx, formulas[place:], owners)
        elif density_declarations.declare(ctx, formula, owners):
            used = 1
        elif EVENTS.search(words) or PARTITION.search(words):
            rest += [one for one in waiting if not is_list(one.nodes)]
            waiting = [one for one in waiting if is_list(one.nodes)]
            used = event_declarations.events(
                ctx, [*waiting, *formulas[place:]], len(waiting), owners
            )
            waiting = [] if used else waiting
        elif RANDOM.search(words) and (
            FINITE.search(words) or LAW.search(words) or with_product(words, formulas, place)
        ):  # fmt: skip
            own = [one for one in waiting if is_random(one, formula)]
            rest += [one for one in waiting if one not in own]
            used = variables(ctx, own, formulas[place:], owners)
            waiting = [] if used else own
        if used:
            rest += waiting
            waiting = []
            place += used
            continue
        waiting.append(formula)
        if words.strip(" ,") not in ("", "and"):
            rest += waiting
            waiting = []
        place += 1
    return rest + waiting


def with_product(words: str, formulas: Sequence[Formula], place: int) -> bool:
    """Whether ``with`` and an equation ``p(x, z) = p(z) p(x | z)`` follow."""
    if not words.endswith("with") or place + 1 >= len(formulas):
        return False
    nodes = formulas[place + 1].nodes
    return len(split(nodes, ("=",))) == 2 and is_call(nodes)


# -- p(x, z) be a distribution -----------------------------------------------------------


def is_call(nodes: Sequence[Node]) -> bool:
    r"""Whether a formula lists ``p(x, z)``, ``q(z \mid x)``, or is an equation for one."""
    sides = split(nodes, ("=",))
    if len(sides) > 2:
        return False
    texts = [node.text if isinstance(node, Leaf) else "" for node in nodes]
    if r"\in" in texts or ":" in texts or not all(
        call_of(part) is not None for part in split(sides[0], (",", ";"))
    ):  # fmt: skip
        return False
    return len(sides) == 1 or product_of(sides[1]) is not None


def call_of(part: Sequence[Node]) -> tuple[Head, Fenced] | None:
    """``p(x)`` as its name and its bracket."""
    if len(part) != 2 or not isinstance(part[1], Fenced) or part[1].left not in ("(", "["):
        return None
    head = head_of(part[0])
    return None if head is None else (head, part[1])


def is_list(nodes: Sequence[Node]) -> bool:
    """Whether a formula lists bare names."""
    return all(len(part) == 1 and head_of(part[0]) is not None for part in split(nodes, (",",)))


def is_random(formula: Formula, last: Formula) -> bool:
    r"""Whether what stands before ``... be random variables`` is random as well as ``last``.

    ``$a \in \mathbb{R}$, $X, Y$ be random variables`` says of a that it is a number; with
    a finite set, with sets for all of them, or with ``and`` between, the words are of both.
    """
    if is_list(formula.nodes):
        return True
    texts = [node.text for node in formula.nodes if isinstance(node, Leaf)]
    if r"\in" not in texts:
        return False
    finite = isinstance(formula.nodes[-1], Fenced) and formula.nodes[-1].left == r"\{"
    alike = is_capital(formula.nodes[0]) == is_capital(last.nodes[0])
    both = sentence(formula.behind).endswith("and") and alike
    return finite or both or not is_list(last.nodes)


def is_capital(node: Node) -> bool:
    """Whether a name is a capital letter."""
    head = head_of(node)
    return head is not None and head.glyph.letter[:1].isupper()


def of_letters(ctx: Context, formulas: Sequence[Formula], owners: Owners) -> int:
    """``P, Q`` be distributions of ``x`` over ``n`` values; how many formulas say so."""
    if len(formulas) < 2 or not is_list(formulas[1].nodes):
        return 0
    require_read(formulas[0])
    used = max(2, sizes(ctx, formulas, 1, owners))
    targets = tuple(law_tables.chance_for(ctx, part, owners)
                    for part in split(formulas[1].nodes, (",",)))  # fmt: skip
    taken = {chance for law in law_calls.laws(ctx.scope) for chance in law.targets}
    for part in split(formulas[0].nodes, (",",)):
        (head,) = names.name_list(part)
        before = ctx.scope.find(head.name)
        made = law_tables.joint(ctx, head, targets, (), False, owners)
        ctx.scope.declare(replace(made, aside=set(targets) <= taken))
        small = replace(head.glyph, letter=head.glyph.letter.lower())
        known = ctx.scope.find(replace(head.name, glyph=small))
        if known is None or (isinstance(known, Law) and isinstance(before, Law)
                             and known.factors == before.factors):  # fmt: skip
            law = ctx.scope.symbols[head.name]
            assert isinstance(law, Law)
            ctx.scope.declare(replace(law, name=replace(head.name, glyph=small)))
    return used


def product_of(nodes: Sequence[Node]) -> list[tuple[Head, Fenced]] | None:
    """A product of calls."""
    signs = (r"\cdot", r"\,", r"\times")
    plain = [node for node in nodes if not (isinstance(node, Leaf) and node.text in signs)]
    found = [call_of(plain[at : at + 2]) for at in range(0, len(plain), 2)]
    known = [one for one in found if one is not None]
    return known if known and len(known) == len(found) else None


def calls(ctx: Context, formulas: Sequence[Formula], owners: Owners) -> int:
    r"""``p(x, z)``, ``q(z \mid x)`` ... be distributions; how many formulas say so."""
    count = 0
    for formula in formulas:
        count += 1
        if not is_call(formula.nodes):
            return 0
        words = sentence(formula.behind)
        if LAW.search(words):
            break
        if words not in ("", "and"):
            return 0
    else:
        return 0
    for formula in formulas[:count]:
        require_read(formula)
    taken = {chance for law in law_calls.laws(ctx.scope) for chance in law.targets}
    tail = sizes(ctx, formulas, count, owners)
    for formula in formulas[:count]:
        sides = split(formula.nodes, ("=",))
        if len(sides) == 2:
            factored(ctx, sides, owners)
            continue
        for part in split(sides[0], (",", ";")):
            call = call_of(part)
            assert call is not None
            declare(ctx, *call, owners, taken)
    return tail


def sizes(ctx: Context, formulas: Sequence[Formula], place: int, owners: Owners) -> int:
    """``of $x$ over $n$ values and $z$ over $m$ values``, ``for each $x$``: up to where."""
    while place < len(formulas):
        before = formulas[place].before.lower()
        words = sentence(formulas[place].behind)
        if re.search(r"[.;](?:\s|$)", before):
            break
        head = head_of(formulas[place].nodes[0]) if len(formulas[place].nodes) == 1 else None
        number_ = formulas[place + 1] if place + 1 < len(formulas) else None
        if head is not None and number_ is not None and OVER.fullmatch(words) and (
            VALUES.match(sentence(number_.behind))
        ):  # fmt: skip
            inner = law_tables.with_sizes(ctx, number_.nodes)
            size = conditions.sizes(inner, number_.nodes, number_.nodes[0])[0]
            law_tables.new_chance(ctx, head, owners, size=size)
            place += 2
        elif head is not None and re.search(r"\b(?:of|each|every|all|any|given|over)$", before):
            place += 1
        else:
            break
    return place


def declare(
    ctx: Context, head: Head, fence: Fenced, owners: Owners, taken: Container[Chance]
) -> None:  # fmt: skip
    """A factor; beside what its name is already declared of, where that fits."""
    law = law_of(ctx, head, fence, owners)
    law = replace(law, aside=all(one in taken for one in law.targets))
    old = ctx.scope.symbols.get(law.name)
    if isinstance(old, Law) and old.parameters == law.parameters and not (
        set(old.targets) & set(law.targets)
    ):  # fmt: skip
        law = replace(old, factors=(*old.factors, *law.factors))
    ctx.scope.declare(law)


def law_of(ctx: Context, head: Head, fence: Fenced, owners: Owners) -> Law:
    """The law that ``p(x, z)`` or ``q(z | x; theta)`` declares."""
    sides = law_calls.parted(fence)
    front = split(sides[0], (";",))
    behind = split(sides[1], (";",)) if len(sides) > 1 else []
    spelt = ["".join(map(text_of, part)) for part in (*front[1:], *behind[1:])]
    over = [owner for part in (*front[1:], *behind[1:])
            for owner in law_calls.quantities(ctx, part)]  # fmt: skip
    targets = tuple(law_tables.chance_for(ctx, part, owners) for part in split(front[0], (",",)))
    given: list[Chance] = []
    for part in split(behind[0], (",",)) if behind else []:
        if found := law_calls.quantities(ctx, part):
            spelt.append("".join(map(text_of, part)))
            over += found
        else:
            given.append(law_tables.chance_for(ctx, part, owners))
    over += law_tables.labels(ctx, head)
    smooth = tuple(dict.fromkeys(over))
    factors = law_tables.make(ctx, head.name, targets, tuple(given), smooth, owners)
    return Law(head.name, factors, ", ".join(spelt))


def factored(ctx: Context, sides: Sequence[Sequence[Node]], owners: Owners) -> None:
    """``p(x, z) = p(z) p(x | z)``."""
    left, right = call_of(sides[0]), product_of(sides[1])
    assert left is not None
    assert right is not None
    head, fence = left
    whole = {law_tables.chance_for(ctx, part, owners) for part in split(fence.children, (",",))}
    factors = tuple(f for one in right for f in law_of(ctx, *one, owners).factors)
    targets = [chance for factor in factors for chance in factor.targets]
    if any(one.name != head.name for one, _ in right) or set(targets) != whole or (
        len(targets) != len(whole) or not ordered(factors)
    ):  # fmt: skip
        raise Complaint("declaration", f"the product on the right is not a way to factor "
                        f"`{head.name.latex}`: each variable is to stand before a bar once, "
                        "and no two may be given each other", fence)  # fmt: skip
    ctx.scope.declare(Law(head.name, factors))


def ordered(factors: Sequence[Factor]) -> bool:
    """Whether every factor is given only what others say before."""
    known: set[Chance] = set()
    rest = list(factors)
    while rest:
        ready = [factor for factor in rest if set(factor.given) <= known]
        if not ready:
            return False
        known |= {chance for factor in ready for chance in factor.targets}
        rest = [factor for factor in rest if factor not in ready]
    return True


# -- random variables --------------------------------------------------------------------


def variables(
    ctx: Context, waiting: Sequence[Formula], formulas: Sequence[Formula], owners: Owners
) -> int:
    """``x, z`` be random variables with joint distribution ``p``; how many formulas say so."""
    words = sentence(formulas[0].behind)
    chances: list[Chance] = []
    for formula in (*waiting, formulas[0]):
        require_read(formula)
        chances += law_tables.named(ctx, formula.nodes, owners)
    used = 1
    given: list[Chance] = []
    if re.search(r"conditionally independent given$", words) and len(formulas) > used:
        named = split(formulas[used].nodes, (",",))
        given = [law_tables.chance_for(ctx, part, owners) for part in named]
        words = "conditionally independent " + sentence(formulas[used].behind)
        used += 1
    apart = re.search(r"\bindependent\b", words) is not None
    laws = [PROBABILITY, DENSITY]
    if LAW_NEXT.search(words) and len(formulas) > used:
        follows = formulas[used]
        used += 1
        sides = split(follows.nodes, ("=",))
        if len(sides) == 2 and is_call(follows.nodes):
            factored(ctx, sides, owners)
            return used
        heads = [head for part in split(follows.nodes, (",",)) if (head := law_name(part))]
        if not heads:
            raise Complaint("declaration", "the name of a distribution is expected here",
                            follows.nodes[0])  # fmt: skip
        for head in heads:
            law_tables.joint(ctx, head, chances, given, apart, owners)
        return used
    free = [name for name in laws if ctx.scope.find(name) is None]
    if not free:
        raise Complaint("declaration", "which letter is their distribution?", formulas[0].nodes[0],
                        ("`... be random variables with joint distribution $p$.`",))  # fmt: skip
    node = formulas[0].nodes[0]
    law = law_tables.joint(ctx, Head(free[0].glyph, (), (), 0, node), chances, given, apart, owners)
    for name in free[1:]:
        ctx.scope.declare(replace(law, name=name))
    return used


def law_name(part: Sequence[Node]) -> Head | None:
    """The name of a law, with arguments behind it or none."""
    call = call_of(part)
    if call is not None:
        return call[0]
    return head_of(part[0]) if len(part) == 1 else None
