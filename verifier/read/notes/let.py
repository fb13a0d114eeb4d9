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

from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes import abstraction, conditions, expressions, values
from verifier.read.notes.complaint import Complaint, Placed
from verifier.read.notes.conditions import Choice, Domain, Interval, NumberSet, Range
from verifier.read.notes.context import Context
from verifier.read.notes.names import Glyph, Head, Name, Piece, head_of, split
from verifier.read.notes.owners import Owners
from verifier.read.notes.prose import Declaration, Formula
from verifier.read.notes.scope import (
    Function,
    IndexName,
    Layout,
    Quantity,
    Scope,
    Symbol,
    Weighted,
)
from verifier.read.notes.tree import Fenced, Group, Leaf, Node, Script, parts, text_of
from verifier.read.sizes import concrete, same_size
from verifier.terms import (
    Condition,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Number,
    Or,
    Relation,
    Sort,
    Term,
    Variable,
    free_indices,
    number,
    over,
    walk,
)

SORTS = {"R": Sort.REAL, "Q": Sort.REAL, "Z": Sort.INTEGER, "C": Sort.COMPLEX, "N": Sort.INTEGER}
QUALITIES = ("one-hot", "onehot", "one hot", "distribution", "symmetric", "positive",
             "nonnegative", "non-negative", "nonzero", "non-zero", "negative",
             "probability vector", "integer", "real")  # fmt: skip


def let(ctx: Context, declaration: Declaration, owners: Owners) -> list[Formula]:
    """Declare the names of a **Let**; formulas that are definitions are handed back."""
    later: list[Formula] = []
    waiting: list[Head] = []
    for formula in ranges_first(declaration.formulas):
        if is_range(formula):
            index_range(ctx, formula)
            continue
        qualities = quality(formula.behind)
        parts_ = split(formula.nodes, (",", ";"))
        declared: list[Quantity] = []
        for part in parts_:
            declared += item(ctx, part, waiting, later, formula, owners)
        if waiting and ("real" in qualities or "integer" in qualities):
            letter = "R" if "real" in qualities else "Z"
            declared += [quantity(ctx, head, NumberSet(letter, ()), owners) for head in waiting]
            waiting.clear()
        elif waiting and not continues(formula.behind):
            raise Complaint("declaration", f"what is `{waiting[0].name.latex}`?", waiting[0].node,
                            (f"**Let** ${waiting[0].name.latex} \\in \\mathbb{{R}}$",))  # fmt: skip
        for known in declared:
            assume_quality(ctx, known, qualities)
    if waiting:
        raise Complaint("declaration", f"what is `{waiting[0].name.latex}`?", waiting[0].node)
    return later


def ranges_first(formulas: Sequence[Formula]) -> list[Formula]:
    """The formulas with ``for $i = 1, \\dots, n$`` moved to the front."""
    first = [formula for formula in formulas if is_range(formula)]
    return first + [formula for formula in formulas if not is_range(formula)]


def is_range(formula: Formula) -> bool:
    """Whether a formula is ``i, j = 1, \\dots, n``."""
    nodes = formula.nodes
    equals = [node for node in nodes if isinstance(node, Leaf) and node.text == "="]
    if len(equals) != 1:
        return False
    right = nodes[nodes.index(equals[0]) + 1 :]
    points = sum(conditions.is_point(node) for node in right)
    if len(right) >= 3 and conditions.counted(right):
        return True
    return any(conditions.is_dots(node) for node in right) or points >= 2


def continues(words: str) -> bool:
    """Whether a list of names goes on behind a formula."""
    return words.strip().lower() in ("", ",", "and", ", and", "or", "&", "are", "is")


def quality(words: str) -> set[str]:
    """The qualities named behind a formula, up to the end of the sentence."""
    sentence = re.split(r"[.;]\s|[.;]$", words.lower())[0]
    return {name for name in QUALITIES if re.search(rf"\b{name}\b", sentence)}


def item(
    ctx: Context,
    part: list[Node],
    waiting: list[Head],
    later: list[Formula],
    formula: Formula,
    owners: Owners,
) -> list[Quantity]:
    """One stretch between commas: a name, a membership, a type, a constraint, an equation."""
    texts = [node.text if isinstance(node, Leaf) else "" for node in part]
    if r"\in" in texts:
        cut = texts.index(r"\in")
        found = set_of(ctx, part[cut + 1 :], part[cut])
        smooth = dependent(ctx, part[:cut], found, owners)
        if smooth is not None:
            ctx.scope.declare(smooth)
            return [smooth]
        heads = [*waiting, *name_list(part[:cut])]
        waiting.clear()
        return [quantity(ctx, head, found, owners) for head in heads]
    if ":" in texts and any(arrow in texts for arrow in (r"\to", r"\rightarrow")):
        function_type(ctx, part, texts, waiting, owners)
        return []
    if r"\sim" in texts:
        distributed(ctx, part, texts)
        return []
    if "=" in texts:
        later.append(replace(formula, nodes=tuple(part)))
        return []
    if conditions.is_relation(part):
        sign = next(place for place, node in enumerate(part) if conditions.is_relation([node]))
        for head in waiting:
            constraint(ctx, [head.node, *part[sign:]], owners)
        waiting.clear()
        constraint(ctx, part, owners)
        return []
    waiting.extend(name_list(part))
    return []


def name_list(part: Sequence[Node]) -> list[Head]:
    """One name (letters side by side count as one)."""
    if len(part) > 1 and (dotted_names(part)):
        return []
    head = head_of(part[0]) if len(part) == 1 else joined(part)
    if head is None:
        where = part[0] if part else None
        raise Complaint("declaration", "a name is expected here", where)
    return [head]


def dotted_names(part: Sequence[Node]) -> bool:
    """Whether ``part`` is an ellipsis."""
    return all(conditions.is_dots(node) for node in part)


def joined(part: Sequence[Node]) -> Head | None:
    """``dz_1``, ``CE``: letters side by side as one name."""
    letters: list[str] = []
    for place, node in enumerate(part):
        last = place == len(part) - 1
        base = node.base if isinstance(node, Script) and last else node
        if not isinstance(base, Leaf) or base.token.kind not in ("letter", "number"):
            return None
        letters.append(base.text)
    word = "".join(letters)
    if not part or not word[0].isalpha():
        return None
    head = head_of(part[-1])
    if head is None:
        return Head(Glyph(word), (), (), 0, part[0])
    return Head(Glyph(word), head.sub, head.sup, head.primes, part[0])


def set_of(ctx: Context, nodes: Sequence[Node], at: Placed) -> Domain:
    """The set behind ``\\in``; undeclared single letters in its shape become dimensions."""
    for node in nodes:
        if isinstance(node, Script) and node.sup is not None and conditions.set_letter(
            ctx, node.base
        ):
            for name in size_names(node.sup):
                if ctx.scope.fitting(name) is None:
                    declare_dimension(ctx.scope, name.name)
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


def declare_dimension(scope: Scope, name: Name) -> None:
    """Make ``name`` any whole number from 1 on."""
    variable = Variable(name.internal, Sort.DIMENSION)
    scope.declare(Quantity(name, arrays.scalar(variable), variable))


def quantity(ctx: Context, head: Head, found: Domain, owners: Owners) -> Quantity:
    """Declare ``head`` as an element of ``found``."""
    slots = index_slots(ctx, head)
    if isinstance(found, Range) and not any(slots):
        name = head.name
        index = Index(name.internal, found.lower, found.upper)
        ctx.scope.declare(IndexName(name, index, fixed=True))
        return Quantity(name, arrays.scalar(index), None)
    shape = found.shape if isinstance(found, (NumberSet, Choice)) else ()
    sort = Sort.REAL
    if isinstance(found, NumberSet):
        sort = SORTS[found.letter]
        if found.letter == "N" and not shape and not any(slots) and found.sign != "0":
            sort = Sort.DIMENSION
    symbol = declared_array(ctx, label(head, slots), slots, shape, sort, owners)
    ctx.scope.declare(symbol)
    for given in membership(symbol, found):
        ctx.scope.assumptions.append(given)
    return symbol


def index_slots(ctx: Context, head: Head) -> tuple[list[Index], list[Index]]:
    """The declared indices among the scripts of a name that is being declared."""
    below = [index for piece in head.sub if (index := declared_index(ctx, piece)) is not None]
    above = [index for piece in head.sup if (index := declared_index(ctx, piece)) is not None]
    return (below, above) if below or above else ([], [])


def declared_index(ctx: Context, piece: Piece) -> Index | None:
    """The index that a script item is, ``(i)`` included."""
    nodes = piece.nodes
    while len(nodes) == 1 and isinstance(nodes[0], (Fenced, Group)):
        nodes = nodes[0].children
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    if found is not None and isinstance(found[0], IndexName) and not found[0].fixed:
        return found[0].index
    return None


def label(head: Head, slots: tuple[list[Index], list[Index]]) -> Name:
    """The name without the scripts that are indices."""
    below, above = slots
    sub = tuple(piece.text for piece in head.sub[: len(head.sub) - len(below)])
    sup = tuple(piece.text for piece in head.sup[: len(head.sup) - len(above)])
    return Name(head.glyph, sub, sup, head.primes)


def declared_array(
    ctx: Context,
    name: Name,
    slots: tuple[list[Index], list[Index]],
    shape: tuple[Term, ...],
    sort: Sort,
    owners: Owners,
) -> Quantity:
    """A quantity of independent numbers."""
    leading = [*slots[0], *slots[1]]
    lengths = [arrays_length(index) for index in leading]
    firsts = [first_value(index) for index in leading]
    if leading and not shape:
        return entries_declared(ctx, name, slots, lengths, firsts, sort, owners)
    view_shape = tuple(lengths) + oriented_shape(ctx, shape)
    starts = (*firsts, *(start_of(ctx, size) for size in oriented_shape(ctx, shape)))
    long = [axis for axis, size in enumerate(view_shape) if concrete(size) != 1]
    if not long:
        variable = owners.variable(name, sort)
        return Quantity(name, arrays.scalar(variable), variable)
    family = owners.family(name, tuple(view_shape[axis] for axis in long),
                           tuple(starts[axis] for axis in long), sort)  # fmt: skip
    view = Array(view_shape, lambda at: Entry(family, tuple(at[axis] for axis in long)), starts,
                 family)  # fmt: skip
    return Quantity(name, view, family, len(slots[0]), len(slots[1]))


def entries_declared(
    ctx: Context,
    name: Name,
    slots: tuple[list[Index], list[Index]],
    lengths: list[Term],
    firsts: list[int],
    sort: Sort,
    owners: Owners,
) -> Quantity:
    """``x_i \\in \\mathbb{R}`` for an index i: a vector by its entries."""
    family = owners.family(name, tuple(lengths), tuple(firsts), sort)
    whole = arrays.declared(family)
    if slots[1]:
        return Quantity(name, whole, family, len(slots[0]), len(slots[1]))
    if len(lengths) == 1:
        whole = values.vector(whole, ctx.scope.layout.vectors)
    return Quantity(name, whole, family)


def oriented_shape(ctx: Context, shape: tuple[Term, ...]) -> tuple[Term, ...]:
    """A vector as a column or row."""
    if len(shape) != 1:
        return shape
    one = number(1)
    return (shape[0], one) if ctx.scope.layout.vectors == "column" else (one, shape[0])


def start_of(ctx: Context, size: Term) -> int:
    """The first index along an axis of that size."""
    if concrete(size) == 1:
        return 1
    for scope in ctx.scope.chain():
        if any(same_size(size, other) for other in scope.zero_based):
            return 0
    return ctx.scope.layout.start


def arrays_length(index: Index) -> Term:
    """How many values an index takes."""
    return abstraction.length(index)


def first_value(index: Index) -> int:
    """The first value of an index."""
    if isinstance(index.lower, Number) and index.lower.value.denominator == 1:
        return int(index.lower.value)
    raise Complaint("not-supported", f"`{index.name}` begins at a letter, so it numbers no axis")


def membership(symbol: Quantity, found: Domain) -> list[Assumption]:
    """What a set says beyond sort and shape."""
    owner = symbol.owner
    if owner is None:
        return []
    free: tuple[Index, ...] = ()
    entry: Term
    if isinstance(owner, Family):
        free = tuple(over(f"i_{axis}" if axis else "i", size, start) for axis, (size, start) in
                     enumerate(zip(owner.shape, owner.starts, strict=True)))  # fmt: skip
        entry = Entry(owner, free)
    else:
        entry = owner
    tests: list[Condition] = []
    match found:
        case NumberSet("N", shape, sign) if shape or sign == "0" or free:
            tests.append(Relation(">=", entry, number(0 if sign == "0" else 1)))
        case NumberSet(_, _, sign) if sign in (">", ">=", "!="):
            tests.append(Relation(sign, entry, number(0)))
        case Interval(lower, upper, closed):
            if lower is not None:
                tests.append(Relation("<=" if closed[0] else "<", lower, entry))
            if upper is not None:
                tests.append(Relation("<=" if closed[1] else "<", entry, upper))
        case Choice(members):
            tests.append(Or(tuple(Relation("=", entry, member) for member in members)))
        case Range(lower, upper):
            tests += [Relation("<=", lower, entry), Relation("<=", entry, upper)]
        case _:
            pass
    return [Forall(free, test) if free else test for test in tests]


def assume_quality(ctx: Context, symbol: Quantity, qualities: set[str]) -> None:
    """One-hot, distribution, symmetric, positive: assumptions by a word."""
    owner = symbol.owner
    given = ctx.scope.assumptions
    if owner is None:
        return
    vectors = qualities & {"one-hot", "onehot", "one hot", "distribution", "probability vector"}
    if vectors:
        if not isinstance(owner, Family) or len(owner.shape) - symbol.slots_sub - (
            symbol.slots_sup
        ) != 1:  # fmt: skip
            raise Complaint("declaration", f"`{symbol.name.latex}` is no vector")
        kind = OneHot if vectors & {"one-hot", "onehot", "one hot"} else Distribution
        if len(owner.shape) > 1:
            raise Complaint("not-supported", "a one-hot or distributed row of a table")
        given.append(kind(owner))
    signs = {"positive": ">", "nonnegative": ">=", "non-negative": ">=", "nonzero": "!=",
             "non-zero": "!=", "negative": "<"}  # fmt: skip
    for word, sign in signs.items():
        if word in qualities and not (word == "negative" and qualities & {"non-negative"}):
            given.extend(signed(owner, sign))
    if "symmetric" in qualities:
        if not isinstance(owner, Family) or len(owner.shape) != 2:
            raise Complaint("declaration", f"`{symbol.name.latex}` is no matrix")
        i, j = over("i", owner.shape[0], owner.starts[0]), over("j", *square(owner))
        given.append(Forall((i, j), Relation("=", Entry(owner, (i, j)), Entry(owner, (j, i)))))


def square(owner: Family) -> tuple[Term, int]:
    """The second axis of a square family."""
    if not same_size(*owner.shape):
        raise Complaint("declaration", f"`{owner.name}` is symmetric but not square")
    return owner.shape[1], owner.starts[1]


def signed(owner: Variable | Family, sign: str) -> list[Assumption]:
    """``owner > 0``, for every entry."""
    if isinstance(owner, Variable):
        return [Relation(sign, owner, number(0))]
    free = tuple(over(f"i_{axis}" if axis else "i", size, start) for axis, (size, start) in
                 enumerate(zip(owner.shape, owner.starts, strict=True)))  # fmt: skip
    return [Forall(free, Relation(sign, Entry(owner, free), number(0)))]


# -- functions, distributions, constraints -------------------------------------------------


def function_type(
    ctx: Context, part: list[Node], texts: list[str], waiting: list[Head], owners: Owners
) -> None:
    """``f : \\mathbb{R} \\to \\mathbb{R}``: an arbitrary smooth function."""
    colon = texts.index(":")
    arrow = next(place for place, text in enumerate(texts) if text in (r"\to", r"\rightarrow"))
    heads = [*waiting, *name_list(part[:colon])]
    waiting.clear()
    source = product_of_sets(ctx, part[colon + 1 : arrow], part[colon])
    target = conditions.domain(ctx, part[arrow + 1 :], part[arrow])
    if not isinstance(target, NumberSet) or target.shape:
        raise Complaint("not-supported", "a function with values other than numbers: declare "
                        r"its values, `**Let** $x(u) \in \mathbb{R}^K$`", part[arrow])  # fmt: skip
    for head in heads:
        symbol = FunctionSymbol(owners.name(head.name), source)
        ctx.scope.declare(Function(head.name, symbol=symbol))


def product_of_sets(ctx: Context, nodes: Sequence[Node], at: Placed) -> int:
    """The number of real arguments."""
    count = 0
    for piece in split(nodes, (r"\times",)):
        found = conditions.domain(ctx, piece, at)
        if not isinstance(found, NumberSet) or len(found.shape) > 1:
            raise Complaint("not-supported", "a function of something other than numbers", at)
        size = concrete(found.shape[0]) if found.shape else 1
        if size is None:
            raise Complaint(
                "not-supported",
                "an unnamed function of a vector: declare its values, "
                r"`**Let** $f(x) \in \mathbb{R}$` with x declared before", at,
            )  # fmt: skip
        count += size
    return count


def dependent(ctx: Context, part: list[Node], found: Domain, owners: Owners) -> Quantity | None:
    """``x(u) \\in \\mathbb{R}^K``: values that depend smoothly on u; None for plain names."""
    if len(part) < 2 or not isinstance(part[-1], Fenced):
        return None
    head = head_of(part[0]) if len(part) == 2 else joined(part[:-1])
    if head is None or not isinstance(found, NumberSet):
        return None
    on: list[Variable | Family] = []
    for piece in split(part[-1].children, (",", ";")):
        inner = head_of(piece[0]) if len(piece) == 1 else None
        known = ctx.scope.fitting(inner) if inner is not None else None
        if known is None or not isinstance(known[0], Quantity) or known[0].owner is None:
            raise Complaint("declaration", f"`{text_of(piece[0])}` must be declared before",
                            piece[0])  # fmt: skip
        on.append(known[0].owner)
    shape = oriented_shape(ctx, found.shape)
    long = [axis for axis, size in enumerate(shape) if concrete(size) != 1]
    family = owners.family(head.name, tuple(shape[axis] for axis in long),
                           tuple(start_of(ctx, shape[axis]) for axis in long), Sort.REAL)  # fmt: skip
    inner_array = arrays.dependent(family, tuple(on))
    view = Array(shape, lambda at: inner_array.entry(tuple(at[axis] for axis in long)),
                 tuple(start_of(ctx, size) for size in shape))  # fmt: skip
    return Quantity(head.name, view, family, defined=True)


def distributed(ctx: Context, part: list[Node], texts: list[str]) -> None:
    """``j \\sim p``: an index with weights."""
    cut = texts.index(r"\sim")
    (head,) = name_list(part[:cut])
    weights = expressions.expression(ctx, part[cut + 1 :], part[cut])
    inner = values.entries_of(weights)
    if inner.rank != 1:
        raise Complaint("declaration", "the weights of an index are a vector", part[cut])
    index = over(head.name.internal, inner.shape[0], inner.starts[0])
    ctx.scope.declare(Weighted(head.name, index, weights))


def constraint(ctx: Context, part: list[Node], owners: Owners) -> None:
    """``x > 0``: an undeclared name in it is real."""
    for node in part:
        head = head_of(node)
        if head is not None and ctx.scope.fitting(head) is None and simple(head):
            ctx.scope.declare(declared_array(ctx, head.name, ([], []), (), Sort.REAL, owners))
    ctx.scope.assumptions.extend(assumed(ctx, part, part[0]))


def simple(head: Head) -> bool:
    """Whether the scripts of a new name can only be labels: ``\\sigma^2``, ``\\lambda_1``."""
    return all(len(piece.nodes) == 1 for piece in (*head.sub, *head.sup))


def assumed(ctx: Context, nodes: Sequence[Node], at: Placed) -> list[Assumption]:
    """The assumptions that a condition states, for every value of its free indices."""
    found: list[Assumption] = []
    condition = conditions.condition(ctx, nodes, at)
    condition = ctx.definitions.unfold_condition(condition)
    fixed = {
        symbol.index for symbol in ctx.scope.everything()
        if isinstance(symbol, IndexName) and symbol.fixed
    }  # fmt: skip
    free = tuple(index for index in free_indices(condition) if index not in fixed)
    about = any(isinstance(part, (Variable, Entry)) and not is_size(part)
                for part in walk(condition))  # fmt: skip
    found.append(Forall(free, condition) if free and about else condition)
    return found


def is_size(part: object) -> bool:
    """Whether ``part`` is a dimension."""
    return isinstance(part, Variable) and part.sort is Sort.DIMENSION


# -- indices -------------------------------------------------------------------------------


def index_range(ctx: Context, formula: Formula) -> None:
    """``i, j = 1, \\dots, n``."""
    nodes = list(formula.nodes)
    cut = next(place for place, node in enumerate(nodes) if isinstance(node, Leaf)
               and node.text == "=")  # fmt: skip
    right = nodes[cut + 1 :]
    span = conditions.dotted_range(with_dimensions(ctx, right), right, nodes[cut])
    declare_indices(ctx, nodes[:cut], span, nodes[cut])


def with_dimensions(ctx: Context, nodes: Sequence[Node]) -> Context:
    """``ctx`` with undeclared names of a range made dimensions."""
    for node in nodes:
        head = head_of(node)
        if head is not None and ctx.scope.fitting(head) is None:
            declare_dimension(ctx.scope, head.name)
    return ctx


def index(ctx: Context, declaration: Declaration) -> None:
    """An **Index** line."""
    if not declaration.formulas:
        raise Complaint("declaration", r"write `**Index** $i, j = 1, \dots, n$`", declaration.place)
    for formula in declaration.formulas:
        if is_range(formula):
            index_range(ctx, formula)
            continue
        texts = [node.text if isinstance(node, Leaf) else "" for node in formula.nodes]
        if r"\in" not in texts:
            raise Complaint("declaration", r"write `**Index** $i, j = 1, \dots, n$`",
                            formula.nodes[0])  # fmt: skip
        cut = texts.index(r"\in")
        found = conditions.domain(ctx, formula.nodes[cut + 1 :], formula.nodes[cut])
        if not isinstance(found, Range):
            raise Complaint("declaration", r"an index runs over a range such as "
                            r"`\{1, \dots, n\}`", formula.nodes[cut])  # fmt: skip
        declare_indices(ctx, formula.nodes[:cut], found, formula.nodes[cut])


def declare_indices(ctx: Context, nodes: Sequence[Node], span: Range, at: Placed) -> None:
    """Every name in ``nodes`` as an index over ``span``; arrays of that size follow its start."""
    for part in split(nodes, (",", ";")):
        (head,) = name_list(part)
        index_ = Index(head.name.internal, span.lower, span.upper)
        ctx.scope.declare(IndexName(head.name, index_))
        if span.lower == number(0):
            size = arrays_length(index_)
            ctx.scope.zero_based.append(size)
            count_from_zero(ctx, size)


def count_from_zero(ctx: Context, size: Term) -> None:
    """Let the arrays of this section that have ``size`` entries along an axis start at 0."""
    for name, symbol in list(ctx.scope.symbols.items()):
        moved = restarted(symbol, size)
        if moved is not None:
            ctx.scope.symbols[name] = moved
            forget(ctx, symbol, moved)


def restarted(symbol: Symbol, size: Term) -> Quantity | None:
    """A declared quantity with its axes of length ``size`` counting from 0."""
    if not isinstance(symbol, Quantity) or symbol.defined or not isinstance(symbol.owner, Family):
        return None
    family = symbol.owner
    starts = tuple(0 if same_size(size, length) and start == 1 else start
                   for length, start in zip(family.shape, family.starts, strict=True))  # fmt: skip
    if starts == family.starts:
        return None
    owner = Family(family.name, family.shape, starts, family.sort)
    long = [axis for axis, length in enumerate(symbol.view.shape) if concrete(length) != 1]
    view_starts = list(symbol.view.starts)
    for axis, start in zip(long, starts, strict=True):
        view_starts[axis] = start
    view = Array(symbol.view.shape, lambda at: Entry(owner, tuple(at[axis] for axis in long)),
                 tuple(view_starts), owner)  # fmt: skip
    return replace(symbol, view=view, owner=owner)


def forget(ctx: Context, old: Symbol, new: Quantity) -> None:
    """Let assumptions about ``old`` speak of ``new``."""
    if not isinstance(old, Quantity) or new.owner is None:
        return
    moved: list[Assumption] = []
    for given in ctx.scope.assumptions:
        match given:
            case OneHot(family) if family == old.owner and isinstance(new.owner, Family):
                moved.append(OneHot(new.owner))
            case Distribution(family) if family == old.owner and isinstance(new.owner, Family):
                moved.append(Distribution(new.owner))
            case _:
                moved.append(given)
    ctx.scope.assumptions[:] = moved
    ctx.scope.speaks.clear()


# -- assumptions, layout -------------------------------------------------------------------


def assume(ctx: Context, declaration: Declaration) -> None:
    """An **Assume** line."""
    if not declaration.formulas:
        raise Complaint("declaration", "what is assumed? Write it as a formula", declaration.place)
    for formula in declaration.formulas:
        if conditions.is_relation(formula.nodes):
            ctx.scope.assumptions.extend(assumed(ctx, formula.nodes, formula.nodes[0]))
            continue
        head = head_of(formula.nodes[0]) if len(formula.nodes) == 1 else None
        found = ctx.lookup(head) if head is not None else None
        qualities = quality(formula.behind)
        if found is None or not isinstance(found[0], Quantity) or not qualities:
            raise Complaint("declaration", "a relation is expected here", formula.nodes[0])
        assume_quality(ctx, found[0], qualities)


CHOICES: tuple[tuple[str, dict[str, str | int]], ...] = (
    (r"\brow", {"vectors": "row"}),
    (r"\bcolumn", {"vectors": "column"}),
    (r"\bnumerator", {"gradients": "numerator"}),
    (r"\bdenominator", {"gradients": "denominator"}),
    (r"gradients? (?:have|has|keep)|shape of what|same shape", {"gradients": "shape"}),
    (r"\bnatural|base \$?e\b", {"logarithm": 0}),
    (r"\bbase \$?10\b|log_\{?10", {"logarithm": 10}),
    (r"\bbase \$?2\b|log_\{?2", {"logarithm": 2}),
    (r"(?:from|at|with) \$?0|zero-based", {"start": 0}),
    (r"(?:from|at|with) \$?1\b|one-based", {"start": 1}),
    (r"powers?\b.*(?:entry by entry|elementwise|entrywise)", {"powers": "entries"}),
)


def layout(ctx: Context, declaration: Declaration) -> None:
    """A **Layout** line: the conventions it names."""
    text = declaration.text.lower()
    if re.search(r"gradients? (?:are|as) (?:row|column)", text):
        kind = "numerator" if "row" in text else "shape"
        ctx.scope.layout = replace(ctx.scope.layout, gradients=kind)
        return
    changed = False
    for pattern, change in CHOICES:
        if re.search(pattern, text):
            ctx.scope.layout = changed_layout(ctx.scope.layout, change)
            changed = True
    if not changed:
        raise Complaint(
            "declaration",
            "a layout names row or column vectors, the shape of gradients (shape of what they "
            "are taken by, numerator, denominator), the base of the logarithm, the first index, or "
            "powers of vectors",
            declaration.place,
        )


def changed_layout(old: Layout, change: dict[str, str | int]) -> Layout:
    """``old`` with some conventions changed."""
    return Layout(
        str(change.get("vectors", old.vectors)),
        str(change.get("gradients", old.gradients)),
        int(change.get("logarithm", old.logarithm)),
        int(change.get("start", old.start)),
        str(change.get("powers", old.powers)),
    )
