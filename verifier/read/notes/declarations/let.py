r"""**Let**, **Index**, **Assume**, **Layout**: what the letters are.

Guarantee: after ``$W \in \mathbb{R}^{m \times n}$`` the name W is an m x n array of
independent real numbers, with m and n made dimensions where nothing else declares them;
axes of length 1 are kept in how it multiplies, not in what it is. A letter that is
declared anew means something new from there on. Limits: real and complex numbers, whole
numbers, ranges, intervals, finite sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.read.notes.calculus import smooth
from verifier.read.notes.declarations import (
    assume,
    constraints,
    indexes,
    laws_in_words,
    listed,
    order,
    quantities,
    sets,
    types_in_words,
)
from verifier.read.notes.formulas import complex_numbers, conditions, expressions, memberships
from verifier.read.notes.formulas.conditions import Choice, Domain, Interval, NumberSet
from verifier.read.notes.probability import law_declarations, law_lines, moments, random_variables
from verifier.read.notes.recursions import endless
from verifier.read.notes.scopes import qualities
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import (
    Quantity,
    Weighted,
)
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Head, Name, head_of, split
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Random
from verifier.terms import (
    Term,
    over,
)

NOTHING = moments.Moments()


def let(ctx: Context, declaration: Declaration, owners: Owners) -> list[Formula]:
    """Declare the names of a **Let**; formulas that are definitions are handed back."""
    typed = types_in_words.typed(ctx, laws_in_words.drawn(declaration.formulas))
    declaration = replace(declaration, formulas=tuple(typed))
    if len(stretches := endless.parted(ctx, declaration.formulas)) > 1:
        return [one for part in stretches
                for one in let(ctx, replace(declaration, formulas=part), owners)]  # fmt: skip
    later: list[Formula] = []
    waiting: list[Head] = []
    listed_before: list[Quantity] = []
    ctx.scope.begun = len(ctx.scope.assumptions)
    taken, said = moments.take(declaration.formulas)
    apart = object() if any(one.independent and not one.weak for one in said.values()) else None
    formulas = complex_numbers.taken(ctx, taken)
    formulas = endless.taken(ctx, law_declarations.take(ctx, formulas, owners))
    for formula in order.in_order([part for one in formulas for part in listed.separated(one)]):
        if indexes.is_range(formula):
            indexes.index_range(ctx, formula)
            continue
        named = qualities.named(formula.behind)
        own = said.get(formula.start, NOTHING)
        parts_ = smooth.regrouped(split(formula.nodes, (",", ";")))
        declared: list[Quantity] = []
        before = frozenset(ctx.scope.symbols)
        require_alone(formula, parts_[-1] if parts_ else ())
        if not waiting and (given := listed.dotted(ctx, parts_)) is not None:
            many(ctx, given, formula, named, own, owners)
            continue
        for part in parts_:
            declared += item(ctx, part, waiting, later, formula, owners, (apart, own))
        drawn = re.search(r"\brandom\b", moments.sentence(formula.behind)) is not None
        if drawn or (waiting and own.independent):
            require_new(ctx, waiting, drawn)
            randomly(ctx, waiting, declared, formula, own, owners)
            declared = []
        if waiting and (known_ := [again(ctx, head) for head in waiting]) and None not in known_:
            declared += [symbol for symbol in known_ if symbol is not None]
            waiting.clear()
        if waiting and named.read & {"real", "integer"}:
            letter = "R" if "real" in named.read else "Z"
            declared += [
                quantities.quantity(ctx, head, NumberSet(letter, ()), owners) for head in waiting
            ]
            waiting.clear()
        elif identities(waiting, formula.behind):
            waiting.clear()
        elif not sets.in_words(ctx, waiting, formula.behind) and waiting and not order.continues(
            formula.behind
        ):  # fmt: skip
            raise Complaint("declaration", f"what is `{waiting[0].name.latex}`?", waiting[0].node,
                            (f"**Let** ${waiting[0].name.latex} \\in \\mathbb{{R}}$",))  # fmt: skip
        qualities.assume_of(ctx, [*qualities.shared(listed_before, declared, formula.behind),
                                  *declared], named)  # fmt: skip
        listed_before = [*listed_before, *declared] if order.continues(formula.behind) else []
        qualities.unsaid(ctx, before, named)
    if waiting:
        raise Complaint("declaration", f"what is `{waiting[0].name.latex}`?", waiting[0].node)
    return later


IDENTITY = re.compile(r"(?:be|is|denotes?)\s+(?:the|an)\s+(?:\S+\s+)?identity(?:\s+matrix)?\b")


def identities(waiting: Sequence[Head], behind: str) -> bool:
    """Whether ``$I$ be the identity matrix`` only says what the letter means anyway."""
    return bool(waiting) and IDENTITY.match(behind.strip().lower()) is not None and all(
        head.glyph.letter in ("I", "1") and not head.sup for head in waiting
    )  # fmt: skip


def require_new(ctx: Context, waiting: Sequence[Head], drawn: bool) -> None:
    """Refuse ``$X$ and $Y$ be independent`` of variables that an earlier line declares.

    They would be new ones, of which nothing of that line is known.
    """
    known = [head for head in waiting if isinstance(ctx.scope.find(head.name), Random)]
    if known and not drawn:
        letter = known[0].name.latex
        raise Complaint("declaration", f"`{letter}` is declared already: the line that declares it "
                        "is to say that they are independent", known[0].node,
                        ("**Let** $X, Y$ be independent random variables ...",))  # fmt: skip


DEPENDS = re.compile(
    r"(?<!not )(?<!nor )\b(?:depend(?:s|ing|ent)?(?:\s+\w+)?\s+(?:up)?on|functions?\s+of|"
    r"var(?:y|ies|ying)(?:\s+\w+)?\s+with)\s*$"
)
"""Words between a quantity and what it changes with."""


def require_alone(formula: Formula, declared: Sequence[Node]) -> None:
    """Raise ``Complaint`` for a quantity that changes with another one, as the words say.

    A declared quantity depends on no other: its derivatives by these would be 0.
    """
    texts = [node.text if isinstance(node, Leaf) else "" for node in declared]
    if r"\in" not in texts or DEPENDS.search(formula.behind.lower()) is None:
        return
    cut = texts.index(r"\in")
    name, space = (" ".join(map(text_of, part)) for part in (declared[:cut], declared[cut + 1 :]))
    raise Complaint(
        "declaration", f"what `{name}` depends on stands in brackets: `{name}(s)`",
        formula.nodes[0], (rf"**Let** ${name}(s) \in {space}$ with s declared before",),
    )  # fmt: skip


def again(ctx: Context, head: Head) -> Quantity | None:
    """A quantity that this section has declared already: only its qualities are said."""
    symbol = ctx.scope.symbols.get(head.name)
    return symbol if isinstance(symbol, Quantity) and not symbol.defined else None


def many(
    ctx: Context,
    given: listed.Listed,
    formula: Formula,
    named: qualities.Said,
    said: moments.Moments,
    owners: Owners,
) -> None:
    """``x_1, ..., x_N``: numbers, vectors, random variables."""
    words = moments.sentence(formula.behind)
    if given.rest and text_of(given.rest[0]) == r"\in":
        found = set_of(ctx, given.rest[1:], given.rest[0])
        qualities.assume(ctx, listed.declare(ctx, given, found, owners), named)
    elif given.rest and (bounds := listed.bounded(ctx, given.rest)) is not None:
        qualities.assume(ctx, listed.declare(ctx, given, bounds, owners), named)
    elif given.rest and text_of(given.rest[0]) == r"\sim":
        own = replace(said, words=formula.behind)
        law_lines.listed(ctx, given.name, given.index, given.rest[1:], own, owners)
    elif not given.rest and (said.independent or re.search(r"\brandom\b", words)):
        size = quantities.length(given.index)
        own_space = said.independent and not said.weak
        symbol = random_variables.declare(ctx, given.name, (size,), owners, own_space)
        if said.weak and symbol.owner is not None:
            ctx.scope.unread.append((symbol.owner, "that the variables are uncorrelated"))
        moments.assume(ctx, symbol, said, owners)
    elif not given.rest and named.read & {"real", "integer"}:
        found = NumberSet("R" if "real" in named.read else "Z", ())
        qualities.assume(ctx, listed.declare(ctx, given, found, owners), named)
    else:
        name = given.name.latex
        raise Complaint("declaration", f"what are these `{name}`?", formula.nodes[0],
                        ("**Let** $... \\in \\mathbb{R}$",))  # fmt: skip


def randomly(
    ctx: Context,
    waiting: list[Head],
    declared: list[Quantity],
    formula: Formula,
    said: moments.Moments,
    owners: Owners,
) -> None:
    """Names as random variables: numbers, lists, or arrays of the shape declared."""
    if waiting and (large := re.search(r"\brandom\s+(vector|matri)", formula.behind.lower())):
        shown, matrix = waiting[0].name.latex, large[1] == "matri"
        space = r"\mathbb{R}^{m \times n}$ be a random matrix" if matrix else (
            r"\mathbb{R}^n$ be a random vector")  # fmt: skip
        raise Complaint("declaration", f"of what size is `{shown}`?", waiting[0].node,
                        (rf"**Let** ${shown} \in {space}.",))  # fmt: skip
    own = said.independent or re.search(r"\bindependent\b", formula.behind.lower()) is not None
    weaker = moments.weaker(formula.behind, len(waiting) + len(declared))
    if weaker == "pairwise":
        raise Complaint("not-supported", "`pairwise` says less than independent: write it out",
                        formula.nodes[0], (r"`independent`",))  # fmt: skip
    own = own and not weaker
    found = []
    for head in waiting:
        known = [quantities.declared_index(ctx, piece) for piece in head.sub]
        first = len(known)
        while first and known[first - 1] is not None:
            first -= 1
        if any(index is not None for index in known[:first]):
            raise Complaint("declaration", "an index before a label: write the label first",
                            head.node)  # fmt: skip
        sizes = tuple(quantities.length(index) for index in known[first:] if index is not None)
        name = (
            head.name
            if not sizes
            else (
                Name(head.glyph, tuple(piece.text for piece in head.sub[:first]), (), head.primes)
            )
        )
        found.append(random_variables.declare(ctx, name, sizes, owners, own))
    said = moments.alike(found, said, owners)
    for one in found:
        moments.assume(ctx, one, said, owners)
    if weaker:
        moments.uncorrelated(ctx, found)
    if not moments.ENTRIES.search(formula.behind.lower()):
        said = replace(said, independent=False)
    for symbol in declared:
        vector = random_variables.declare(ctx, symbol.name, symbol.view.shape, owners, own)
        moments.assume(ctx, vector, said, owners)
    waiting.clear()


def item(
    ctx: Context,
    part: list[Node],
    waiting: list[Head],
    later: list[Formula],
    formula: Formula,
    owners: Owners,
    joint: tuple[object, moments.Moments] = (None, NOTHING),
) -> list[Quantity]:
    """One stretch between commas: a name, a membership, a type, a constraint, an equation."""
    texts = [node.text if isinstance(node, Leaf) else "" for node in part]
    if not waiting and (ordered := assume.ordered(ctx, part)) is not None:
        return [ordered]
    if r"\in" in texts:
        cut = texts.index(r"\in")
        kept, removed = memberships.without(part[cut + 1 :])
        found = set_of(ctx, kept, part[cut])
        values_ = smooth.valued(ctx, part[:cut], found, owners)
        if values_ is not None and removed:
            raise Complaint("not-supported", "a function with values in such a set", part[cut])
        if values_ is not None:
            ctx.scope.declare(values_)
            return [values_] if isinstance(values_, Quantity) else []
        heads = [*waiting, *names.name_list(part[:cut])]
        waiting.clear()
        made = [quantities.quantity(ctx, head, found, owners) for head in heads]
        for nodes in [[head.node, outside(part[cut]), *one] for head in heads for one in removed]:
            ctx.scope.assumptions.extend(assume.assumed(ctx, nodes, part[cut]))
        return made
    if ":" in texts and any(arrow in texts for arrow in (r"\to", r"\rightarrow")):
        function_type(ctx, part, texts, waiting, owners)
        return []
    if r"\sim" in texts:
        own = replace(joint[1], words=formula.behind)
        distributed(ctx, part, texts, waiting, owners, (joint[0], own))
        return []
    if sets.declared(ctx, part, waiting, formula.behind):
        return []
    if "=" in texts:
        later.append(replace(formula, nodes=tuple(part)))
        return []
    if conditions.is_relation(part):
        sign = next(place for place, node in enumerate(part) if conditions.is_relation([node]))
        for head in waiting:
            constraints.declare(ctx, [head.node, *part[sign:]], owners)
        waiting.clear()
        constraints.declare(ctx, part, owners)
        return []
    waiting.extend(names.name_list(part))
    return []


def outside(sign: Node) -> Leaf:
    r"""``\notin`` in the place of a sign."""
    return Leaf(Token("command", r"\notin", sign.start, sign.end))


def set_of(ctx: Context, nodes: Sequence[Node], at: Placed) -> Domain:
    r"""The set behind ``\in``; undeclared single letters in its shape become dimensions."""
    for node in nodes:
        if (
            isinstance(node, Script)
            and node.sup is not None
            and (conditions.set_letter(ctx, node.base) or isinstance(node.base, Fenced))
        ):
            for name in size_names(node.sup):
                if ctx.scope.fitting(name) is None:
                    quantities.declare_dimension(ctx.scope, name.name)
    return conditions.domain(ctx, nodes, at)


def size_names(group: Group) -> Iterator[Head]:
    """The names in a shape."""
    waiting: list[Node] = list(group.children)
    while waiting:
        node = waiting.pop()
        head = head_of(node)
        if head is not None:
            yield head
        elif not isinstance(node, Script):
            waiting.extend(parts(node))


# -- functions, distributions, constraints -------------------------------------------------


def function_type(
    ctx: Context, part: list[Node], texts: list[str], waiting: list[Head], owners: Owners
) -> None:
    r"""``f : \mathbb{R} \to \mathbb{R}``: an arbitrary smooth function."""
    colon = texts.index(":")
    arrow = next(place for place, text in enumerate(texts) if text in (r"\to", r"\rightarrow"))
    heads = [*waiting, *names.name_list(part[:colon])]
    waiting.clear()
    counted = endless.whole_numbers(ctx, part[colon + 1 : arrow]) if arrow > colon + 1 else None
    if counted is not None:
        for head in heads:
            values_ = set_of(ctx, part[arrow + 1 :], part[arrow])
            endless.sequence(ctx, head, values_, owners)
        return
    if sets.table(ctx, heads, part[colon + 1 : arrow], set_of(ctx, part[arrow + 1 :], part[arrow]),
                  owners):  # fmt: skip
        return
    sources = product_of_sets(ctx, part[colon + 1 : arrow], part[colon])
    target = set_of(ctx, part[arrow + 1 :], part[arrow])
    if not isinstance(target, (NumberSet, Interval, Choice)) or (
        isinstance(target, Choice) and target.shape
    ):  # fmt: skip
        raise Complaint("not-supported", "a function with values other than real numbers, vectors "
                        "and matrices", part[arrow])  # fmt: skip
    for head in heads:
        ctx.scope.declare(smooth.typed(ctx, head, sources, target, owners))


def product_of_sets(ctx: Context, nodes: Sequence[Node], at: Placed) -> list[tuple[Term, ...]]:
    """The shape of each argument."""
    shapes: list[tuple[Term, ...]] = []
    for piece in split(nodes, (r"\times",)):
        found = set_of(ctx, piece, at)
        if not isinstance(found, NumberSet):
            raise Complaint("not-supported", "a function of something other than real numbers, "
                            "vectors and matrices", at)  # fmt: skip
        shapes.append(found.shape)
    return shapes


def distributed(
    ctx: Context, part: list[Node], texts: list[str], waiting: list[Head], owners: Owners,
    joint: tuple[object, moments.Moments],
) -> None:  # fmt: skip
    r"""``j \sim p``: an index with weights; ``X \sim \mathrm{Exp}(\lambda)`` a random variable."""
    cut = texts.index(r"\sim")
    heads = [*waiting, *names.name_list(part[:cut])]
    waiting.clear()
    if law_lines.declare(ctx, heads, part[cut + 1 :], *joint, owners):
        return
    (head,) = heads
    weights = expressions.expression(ctx, part[cut + 1 :], part[cut])
    inner = values.entries_of(weights)
    if inner.rank != 1:
        raise Complaint("declaration", "the weights of an index are a vector", part[cut])
    index = over(head.name.internal, inner.shape[0], inner.starts[0])
    ctx.scope.declare(Weighted(head.name, index, weights))
