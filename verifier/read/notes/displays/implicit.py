r"""Names that a chain introduces by itself: ``z = W x + b``, ``\hat y_i = w^\top x_i``.

Guarantee: the first link of a chain whose left side is a bare name that nothing declares
(or a call of one), and whose right side reads whole without it, defines that name as
**Define** would, from there on in its section; the item says so. It does not when

* a declared name looks like a misspelling of it, or like it in another font;
* the name was used before, undeclared, in something that could not be read;
* a condition or a case limits the equation, or the right side leaves an index open;
* its scripts could be a power (but for the square of a letter that nothing declares), a
  derivative or a transpose;
* the right side is a lone number or name: that may as well be a condition.

A density is named by its arguments: ``p(x)`` introduced so is not read as ``p(z)``.
Limits: parameters that nothing declares are lower-case letters, read as real numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.declarations import composed_arguments, define, define_functions
from verifier.read.notes.displays import (
    domain_statements,
    introduced,
    open_letters,
    signs,
    values_given,
    words,
)
from verifier.read.notes.displays.display import Statement
from verifier.read.notes.formulas import expressions
from verifier.read.notes.probability import density_statements, random_variables
from verifier.read.notes.scopes import freshness
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Function, Pattern, Quantity, Scope
from verifier.read.notes.source import typed_words
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import (
    SEPARATORS,
    Head,
    Name,
    head_of,
    split,
)
from verifier.read.notes.source.tree import (
    Fenced,
    Leaf,
    Node,
    Script,
    descendants,
    parts,
    text_of,
)
from verifier.read.notes.terms import loosened
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Family, Term, Variable
from verifier.traversal import free_indices

SIGNS = frozenset({"=", r"\equiv"})
DENSITIES = frozenset({"p", "q", "P", "Q", r"\pi", r"\rho", "Pr", "Prob"})
CONSTANTS = frozenset({"e", r"\pi"})


def introduce(
    ctx: Context, statement: Statement, home: Scope, owners: Owners, *, known: bool = False
) -> str | None:
    """Define the name on the left of a chain in ``home``; what is said of it, or None.

    ``known`` says that nothing called it so before this chain.
    """
    statement = spelt(ctx, statement)
    sides, relations = statement.sides, statement.signs
    if (said := density_statements.stated(ctx, statement, home)) is not None:
        return said
    if statement.word or statement.premises or statement.backwards or (
        not domain_statements.allowed(statement)
    ):  # fmt: skip
        return None
    if not relations or relations[0].text not in SIGNS or not sides[0] or not sides[1]:
        return None
    if ctx.scope.all_cases() or words.argument_kind(sides[1][0]):
        return None
    head = named(sides[0])
    if lone(sides[0], sides[1]) or head is None or another(sides[0], sides[1]):
        return None
    if head.glyph.letter.removeprefix("\\") in random_variables.MOMENTS:
        return None
    other = of_others(ctx, head, sides)
    drawn = values_given.matrix(ctx, head, sides) or values_given.function(ctx, head, sides)
    free = known or drawn or other is not None or freshness.fresh(ctx, head, len(sides[0]) > 1)
    if not free:
        return None
    before = head_text(head) in strange(home)
    euler = len(sides[0]) == 1 and text_of(sides[0][0]) == "e"
    if not euler and not drawn and readable(attempt(ctx), sides[0]):
        return None
    nodes = (*sides[0], signs.equal_sign(relations[0]), *sides[1])

    def read(inner: Context) -> Context:
        trial = attempt(inner)
        introduced.make(trial, [nodes], owners, spelt=head.glyph.letter in DENSITIES, shown=True)
        return trial

    try:
        trial = loosened.tried(attempt(ctx), read)
    except (Complaint, ShapeMismatch, RecursionError):
        return None
    made = [symbol for symbol in (*trial.scope.symbols.values(), *trial.scope.indexed.values())
            if symbol.name.glyph == head.glyph]  # fmt: skip
    if len(made) != 1 or not sound(trial, made[0], head, sides):
        return None
    if euler and not (isinstance(made[0], Quantity) and made[0].view.rank):
        return None
    if other is not None:
        if not isinstance(made[0], Function):
            return None
        made = [replace(made[0], spelt=True)]  # of these letters only
    home.declare(domain_statements.of(ctx, made[0], statement))
    if other is not None:
        home.declare(other)  # the bare name is still the first one
    home.implied.add(made[0].name)
    keep(ctx, made[0], home, owners)
    text = " ".join(ctx.source.text[nodes[0].start : nodes[-1].end].replace("&", " ").split())
    said = f"it introduces `{made[0].name.latex}`; read as **Define** ${text}$"
    said += ", from here on: it stands above undeclared" if before else ""
    one = made[0]
    letters = open_letters.one_letter(trial, one, sides[1]) if isinstance(one, Quantity) else ""
    return f"{said}, for any one {letters}" if letters else said


def leading(ctx: Context, statement: Statement, home: Scope, owners: Owners) -> dict[int, str]:
    r"""What is said of the links that introduce names, by their place in the chain.

    All new names that a chain begins with stand for its first other side:
    ``L(\theta) = p(y; \theta) = \prod_i ...``.
    """
    if (said := introduce(ctx, statement, home, owners)) is not None:
        return {0: said}
    statement = spelt(ctx, statement)
    sides, relations = statement.sides, statement.signs
    count = 0
    while count < len(relations) and relations[count].text in SIGNS and sides[count] and (
        (head := named(sides[count])) is not None
        and freshness.fresh(ctx, head, len(sides[count]) > 1)
    ):  # fmt: skip
        count += 1
    found: dict[int, str] = {}
    if not count and len(sides) > 1 and (last := behind(ctx, statement, home, owners)) is not None:
        return {0: last}
    for place in reversed(range(count if count > 1 else 0)):
        one = replace(statement, sides=[sides[place], sides[count]], signs=[relations[place]])
        if (said := introduce(ctx, one, home, owners, known=True)) is None:
            break
        found[place] = said
    return found


def behind(ctx: Context, statement: Statement, home: Scope, owners: Owners) -> str | None:
    r"""What is said of a new name that stands second: the S of ``\sum_k k = S = \dots``."""
    sides, relations = statement.sides, statement.signs
    head = head_of(sides[1][0]) if len(sides[1]) == 1 else None
    if head is None or relations[0].text != "=" or not freshness.fresh(ctx, head, False):
        return None
    one = replace(statement, sides=[sides[1], sides[0]], signs=[relations[0]])
    return introduce(ctx, one, home, owners, known=True)


def of_others(
    ctx: Context, head: Head, sides: Sequence[Sequence[Node]]
) -> Function | None:  # fmt: skip
    r"""The function of several things that ``L(\alpha) = ...`` stands beside: ``L(w, \alpha)``."""
    found = ctx.scope.fitting(head)
    if found is None or not isinstance(found[0], Function) or len(sides[0]) != 2 or (
        found[1:] != (len(head.sub), len(head.sup), head.primes) or found[0].value is None
    ):  # fmt: skip
        return None
    given = split(parts(sides[0][1]), SEPARATORS)
    heads = [head_of(part[0]) if len(part) == 1 else None for part in given]
    fits = [ctx.scope.fitting(one) if one is not None else None for one in heads]
    letters = all(fit is not None and isinstance(fit[0], Quantity) and not fit[0].defined
                  for fit in fits)  # fmt: skip
    counts = {one.arity for one in (found[0], *found[0].others)}
    used = any((one := head_of(node)) is not None and one.glyph == head.glyph
               for node in descendants(sides[1]))  # fmt: skip
    return found[0] if letters and not used and len(given) < min(counts) else None


def spelt(ctx: Context, statement: Statement) -> Statement:
    """A statement whose left side is one name where it is a word typed in letters."""
    first = statement.sides[0] if statement.sides and statement.signs else []
    return replace(statement, sides=[typed_words.side(ctx, first), *statement.sides[1:]])


def lone(left: Sequence[Node], right: Sequence[Node]) -> bool:
    """Whether a right side is a number or a name only: that may as well be a condition.

    A name with a label, ``G_5 = 0``, and a value at a labelled point, ``f(u_1) = q``, are none.
    """
    rest = right[1:] if len(right) == 2 and text_of(right[0]) in ("-", "+") else right
    if len(rest) != 1:
        return False
    number = isinstance(rest[0], Leaf) and rest[0].token.kind == "number"
    head = head_of(rest[0])
    if not number and (head is None or head.sup):
        return False
    if len(left) == 1:
        own = head_of(left[0])
        return own is None or not labelled(own)
    arguments = split(parts(left[1]), SEPARATORS)
    points = [head_of(part[0]) if len(part) == 1 else None for part in arguments]
    if points and all(point is not None and labelled(point) for point in points):
        return False
    return not any(text_of(node) == text_of(rest[0]) for node in parts(left[1]))


def labelled(head: Head) -> bool:
    """Whether a name ends in a number or a word, so that it is one of several."""
    below = head.sub[-1] if head.sub else None
    return (below is not None and (below.text.isdigit() or freshness.is_word(below))) or any(
        freshness.is_word(piece) for piece in head.sup
    )


def another(left: Sequence[Node], right: Sequence[Node]) -> bool:
    """Whether ``H(Y) = H(X)`` compares two values of one name."""
    if len(left) != 2 or len(right) != 2:
        return False
    return text_of(left[0]) == text_of(right[0]) and isinstance(right[1], Fenced)


def used_before(statement: Statement, earlier: Sequence[Statement]) -> bool:
    """Whether a statement gives the value of a bare name that stands in an earlier one."""
    head = named(statement.sides[0]) if statement.signs and statement.sides[0] else None
    if head is None:
        return False
    nodes = [node for one in earlier for side in one.sides for node in side]
    return any((other := head_of(node)) is not None and other.name == head.name
               for node in descendants(nodes))  # fmt: skip


def attempt(ctx: Context) -> Context:
    """A context whose names can be thrown away."""
    inner = ctx.scope.inner(ctx.scope.level)
    return replace(ctx, scope=inner, free=inner, readings={}, needs={}, calls={})


def readable(ctx: Context, left: Sequence[Node]) -> bool:
    """Whether a left side says something as it stands: a known operator, a constant."""
    try:
        expressions.expression(ctx, left, left[0])
    except Complaint as complaint:
        return complaint.code not in ("undeclared", "ambiguous", "index-mismatch", "syntax")
    except (ShapeMismatch, RecursionError):
        return True
    return True


def keep(ctx: Context, symbol: object, home: Scope, owners: Owners) -> None:
    """The letters of a function, real where nothing declares them; the spelling of values."""
    if isinstance(symbol, Pattern):
        define_functions.tell_apart(replace(ctx, scope=home), symbol.name, owners)
    if isinstance(symbol, Function):
        for name, parameter in zip(symbol.letters, symbol.parameters, strict=True):
            variable = None if parameter.rank else parameter.entry(())
            if isinstance(variable, Variable) and home.find(name) is None and not (
                composed_arguments.is_place(name)
            ):  # fmt: skip
                home.letters.setdefault(name, Quantity(name, parameter, variable))


def named(left: Sequence[Node]) -> Head | None:
    """The name that a left side introduces: bare, or with its arguments behind it."""
    head = head_of(left[0])
    if head is None or len(left) > 2:
        return None
    if len(left) == 1:
        return head
    fence = left[1].base if isinstance(left[1], Script) else left[1]
    if not isinstance(fence, Fenced) or fence.left != "(" or head.primes:
        return None
    if isinstance(left[1], Script) and (left[1].sup is not None or left[1].primes):
        return None
    return head


def sound(ctx: Context, symbol: object, head: Head, sides: Sequence[Sequence[Node]]) -> bool:
    """Whether a definition leaves no index open and takes no array for a number."""
    match symbol:
        case Quantity(view=view) if view.rank and head.glyph.letter in ("I", "1"):
            return False
        case Quantity(owner=owner):
            if owner not in ctx.definitions.known or open_letters.closed(ctx, owner):
                return True
            return bool(open_letters.one_letter(ctx, symbol, sides[1]))
        case Pattern(quantity=quantity):
            return open_letters.closed(ctx, quantity.owner)
        case Function(value=value, standing=standing):
            if value is None:
                return False
            if standing is not None:
                return open_letters.closed(ctx, standing.owner)
            term = value.entry(tuple(start_of(start) for start in value.starts))
            unknown = composed_arguments.unknown(ctx, symbol)
            if free_indices(term) or not all(plain_letter(letter) for letter in unknown):
                return False
            return not unknown or (not value.rank and not whole_array(ctx, sides[1]))
        case _:
            return True


def start_of(start: int) -> Term:
    """A first index."""
    return define.arrays_number(start)


def plain_letter(name: Name) -> bool:
    """Whether an undeclared parameter can be taken for a real number."""
    glyph = name.glyph
    upright = not glyph.fonts and not glyph.accents and not name.sub and not name.sup
    letter = glyph.letter
    return upright and letter.removeprefix("\\")[:1].islower() and (
        len(letter) == 1 or letter.startswith("\\")
    )  # fmt: skip


def whole_array(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether an array stands somewhere without its indices."""
    for node in descendants(nodes):
        head = head_of(node)
        found = ctx.scope.fitting(head) if head is not None else None
        if head is None or found is None or not isinstance(found[0], Quantity):
            continue
        symbol, below, above, _ = found
        assert isinstance(symbol, Quantity)
        given = len(head.sub) - below + len(head.sup) - above
        if isinstance(symbol.owner, Family) and len(symbol.owner.shape) > given and not (
            isinstance(node, Leaf) and inside_script(nodes, node)
        ):  # fmt: skip
            return True
    return False


def inside_script(nodes: Sequence[Node], leaf: Node) -> bool:
    """Whether a leaf is the base of a script: then the script has been looked at."""
    return any(isinstance(node, Script) and node.base is leaf for node in descendants(nodes))


def worked(ctx: Context, left: Sequence[Node], right: Sequence[Node]) -> str | None:
    """What is said of ``L_i = max(0, -7 + 3)`` for an L that a display introduced."""
    head = named(left) if left else None
    found = ctx.scope.fitting(head) if head is not None else None
    if found is None or not any(found[0].name in one.implied for one in ctx.scope.chain()):
        return None
    given = list(descendants(left[1:]))
    if given and not any(head_of(node) is not None for node in given):
        return None  # f(0; 0, 1)
    below = list(descendants(right))
    if any(head_of(node) is not None for node in below if not isinstance(node, Leaf) or (
        node.text not in CONSTANTS)):  # fmt: skip
        return None
    if sum(isinstance(node, Leaf) and node.token.kind == "number" for node in below) < 2:
        return None
    return "a worked value: the numbers that stand for its letters are not given"


# -- names that were used undeclared -----------------------------------------------------------


def remember(ctx: Context, home: Scope, sides: Sequence[Sequence[Node]]) -> None:
    """Keep the names in a link that could not be read and that nothing declares."""
    first = named(sides[0]) if sides and sides[0] and len(sides[0]) <= 2 else None
    for node in descendants([node for side in sides for node in side]):
        head = head_of(node)
        if head is None or (first is not None and node is first.node):
            continue
        if isinstance(node, Leaf) and first is not None and (
            isinstance(first.node, Script) and first.node.base is node
        ):  # fmt: skip
            continue
        if ctx.scope.fitting(head) is None:
            home.strange.add(head_text(head))
            if all(len(piece.text) == 1 and piece.text.isalpha() for piece in head.sub):
                home.strange.add(head.glyph.plain.latex)


def head_text(head: Head) -> str:
    """A name with its labels, fonts left out."""
    return replace(head.name, glyph=head.glyph.plain).latex


def strange(home: Scope) -> set[str]:
    """The names that were used undeclared in this section and those around it."""
    return {name for scope in home.chain() for name in scope.strange}
