r"""Brackets of every kind, lists, matrices and cases.

Guarantee: what stands in brackets is read whole. Lists and matrices with dots are read
only when the printed entries leave one pattern: the first, the last and every other one
shown must be instances of it,

    [a_1, a_2, \dots, a_n]   ->   entry j is a_j, j = 1..n.

Cases become ``terms.Cases``. Limits: no block matrices.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays, determinants, literal_arrays, products
from verifier.read.arrays import Array
from verifier.read.notes.calculus import between, jacobians
from verifier.read.notes.displays import worded
from verifier.read.notes.formulas import (
    block_rows,
    conditions,
    dotted,
    expressions,
    extrema,
    point_values,
    weights,
)
from verifier.read.notes.scopes import elements
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.bars import gives_value
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import label_text, split
from verifier.read.notes.source.tree import Environment, Fenced, Leaf, Node, Raw, Script, text_of
from verifier.read.notes.terms import inverses, stacking, values
from verifier.read.sizes import same_shape
from verifier.terms import (
    ONE,
    ZERO,
    Cases,
    Condition,
    Power,
    Term,
    call,
    number,
)

MATRICES = frozenset({"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "smallmatrix",
                      "bsmallmatrix", "psmallmatrix", "array"})  # fmt: skip
BRACKETS = {("(", ")"), ("[", "]"), (r"\{", r"\}"), (".", "."), ("{", "}")}


def fence(ctx: Context, node: Fenced) -> Array:
    """What a pair of brackets or bars holds."""
    sides = node.left, node.right
    inner = node.children
    if sides == ("|", "|") and (known := elements.named(ctx, inner)) is not None:
        return arrays.scalar(elements.count(known))
    if (jacobian := jacobians.between_bars(ctx, node)) is not None:
        return jacobian
    if sides in (("|", "|"), (r"\|", r"\|")):
        value = expressions.expression(ctx, inner, node)
        if sides[0] == r"\|":
            say_frobenius(ctx, value, node)
            return arrays.scalar(products.norm(values.entries_of(value)))
        if not values.as_scalar(value).rank:
            return arrays.scalar(call("abs", values.as_scalar(value).entry(())))
        if not values.vector_like(value):
            ctx.note("`|A|` of a matrix read as its determinant")
            return determinant(value, expressions.written(ctx, inner))
        ctx.note("`|v|` of a vector read as its Euclidean norm")
        return arrays.scalar(products.norm(values.entries_of(value)))
    if sides in ((r"\lfloor", r"\rfloor"), (r"\lceil", r"\rceil")):
        name = "floor" if sides[0] == r"\lfloor" else "ceiling"
        value = expressions.expression(ctx, inner, node)
        return arrays.apply(lambda term: call(name, term), value)
    if sides == (r"\langle", r"\rangle"):
        return arrays.scalar(products.inner(*weights.pair(ctx, node)))
    if sides == (r"\{", ".") and len(inner) == 1 and isinstance(inner[0], Environment):
        return cases(ctx, inner[0])
    if sides not in BRACKETS:
        raise Complaint("syntax", f"`{node.left}...{node.right}` is no pair of brackets", node)
    if len(inner) == 1 and isinstance(inner[0], Environment):
        return environment(ctx, inner[0])
    if node.left == "[" and conditions.is_relation(inner):
        return arrays.scalar(Cases(((conditions.condition(ctx, inner, node), ONE),), ZERO))
    if node.left in ("[", "(") and is_list(inner):
        return listed(ctx, node)
    if node.left in ("[", "(") and (found := block_rows.barred(ctx, inner)) is not None:
        return found
    return expressions.expression(ctx, inner, node)


def is_list(nodes: Sequence[Node]) -> bool:
    """Whether commas (or wide spaces) separate entries."""
    return any(isinstance(node, Leaf) and node.text in (",", ";", r"\quad", r"\qquad")
               for node in nodes)  # fmt: skip


def listed(ctx: Context, node: Fenced) -> Array:
    """``[a, b, c]`` as a list without orientation; dots by pattern."""
    parts = split(node.children, (",", ";", r"\quad", r"\qquad"))
    if any(conditions.is_dots(part[0]) and len(part) == 1 for part in parts):
        return block_rows.columns(ctx, parts, node) or dotted.series(ctx, parts, node)
    terms: list[literal_arrays.Nested | Term] = []
    printed: list[values.Printed | None] = []
    found = [values.as_scalar(expressions.expression(ctx, part, part[0])) for part in parts]
    if any(value.rank for value in found):
        if not all(values.vector_like(value) for value in found):
            raise Complaint("not-supported", "a list of arrays", node)
        ctx.note("a list of vectors is read as one vector, its parts behind each other")
        flat = [value if value.rank else arrays.filled(value.entry(()), (ONE,)) for value in found]
        return stacking.stacked([values.entries_of(value) for value in flat], 0)
    for value in found:
        terms.append(value.entry(()))
        printed.append(value if isinstance(value, values.Printed) else None)
    written = literal_arrays.literal(terms).aligned((ctx.scope.layout.start,))
    if not any(printed):
        return written
    return values.PrintedList(written.shape, written.entry, written.starts, written.family,
                              written.listed, printed=tuple(printed))  # fmt: skip


def scripted_fence(ctx: Context, node: Script, base: Fenced) -> Array | None:
    """Norms with their order, values at a point, brackets with their shape below."""
    if node.primes:
        return None
    if base.left == r"\|" and base.right == r"\|":
        return norm(ctx, node, base)
    if (part := extrema.positive_part(ctx, node, base)) is not None:
        return part
    if (base.left, base.right) == (r"\langle", r"\rangle") and node.sub is not None:
        return weights.inner(ctx, node, base)
    if node.sub is not None and node.sup is not None and (
        (base.left == "[" and base.right in ("]", "|")) or (base.left == "." and base.right == "|")
    ):  # fmt: skip
        found = between.difference(ctx, node, base)
        if found is not None:
            return found
    if node.sub is not None and ((base.right == "|" and base.left in (".", "[", "(")) or (
        (base.left, base.right) in (("[", "]"), ("(", ")")) and gives_value(node)
    )):  # fmt: skip
        return point_values.evaluated(ctx, node, base)
    return None


def norm(ctx: Context, node: Script, base: Fenced) -> Array:
    r"""``\|x\|_p`` and its powers."""
    kind = label_text(node.sub.children) if node.sub is not None else "2"
    value = values.entries_of(expressions.expression(ctx, base.children, base))
    if kind == "2":
        say_frobenius(ctx, value, node)
    if kind in ("2", "F", "Fro", "fro"):
        square = products.squared_norm(value)
        power = "".join(map(text_of, node.sup.children)) if node.sup is not None else ""
        if power == "2":
            return arrays.scalar(square)
        result = arrays.scalar(Power(square, number("1/2")))
    elif kind == "1":
        if not values.vector_like(value):
            raise Complaint("ambiguous", "the 1-norm of a matrix: of columns or of entries?", node)
        result = arrays.scalar(products.absolute_norm(value))
    elif kind in (r"\infty", r"\infin"):
        if not values.vector_like(value):
            raise Complaint("not-supported", "the infinity norm of a matrix", node)
        result = extrema.of_entries("max", arrays.apply(lambda term: call("abs", term), value))
    elif node.sub is not None and (weight := weights.weight(ctx, node.sub, value)) is not None:
        squared = weights.form(value, weight, value)
        if node.sup is not None and "".join(map(text_of, node.sup.children)) == "2":
            return arrays.scalar(squared)
        result = arrays.scalar(Power(squared, number("1/2")))
    else:
        raise Complaint("not-supported", f"the norm with index {kind}", node)
    if node.sup is None:
        return result
    exponent = expressions.expression(ctx, node.sup.children, node.sup)
    return values.power(result, exponent)


def say_frobenius(ctx: Context, value: Array, node: Node) -> None:
    """Note that the norm of a matrix is not the spectral one."""
    if not values.vector_like(value):
        shown = shorten(text_of(node))
        ctx.note(f"`{shown}` of a matrix read as the Frobenius norm")
        script = node if isinstance(node, Script) else None
        above = script.sup if script is not None else None
        below = "".join(map(text_of, script.sub.children)) if script and script.sub else ""
        if below not in ("F", "Fro", "fro") and above is None:
            ctx.doubts.setdefault(f"that `{shown}` may be another norm than that of Frobenius")


# -- environments --------------------------------------------------------------------------


def environment(ctx: Context, node: Environment) -> Array:
    """Cases, or a matrix."""
    if node.name in ("cases", "dcases", "rcases"):
        return cases(ctx, node)
    if node.name in MATRICES:
        if node.name == "vmatrix":
            return determinant(dotted.matrix(ctx, node))
        if node.name == "array" and looks_like_cases(node):
            return cases(ctx, node)
        return dotted.matrix(ctx, node)
    if node.name in ("aligned", "split", "gathered", "align", "align*") and len(node.rows) == 1:
        inside = [part for cell in node.rows[0] for part in cell]
        return expressions.expression(ctx, inside, node)
    raise Complaint("not-supported", f"`{node.name}` inside a formula", node)


def determinant(value: Array, shown: str = "") -> Array:
    """The determinant of a matrix, written out where it has a few rows; a number is its own."""
    value = values.as_scalar(value)
    if not value.rank:
        return value
    try:
        return arrays.scalar(determinants.determinant(value))
    except determinants.TooLarge:
        name = shown if value.family is None else value.family.name
        return inverses.determinant(value, rf"\det {{{name}}}" if name else inverses.DET)


def inverse(ctx: Context, value: Array, node: Node) -> Array:
    """The inverse of a matrix: written out where it has a few rows, else a matrix of its own."""
    try:
        return determinants.inverse(value)
    except determinants.TooLarge:
        base = node.base if isinstance(node, Script) and node.base is not None else node
        name = rf"{' '.join(ctx.source.text[base.start : base.end].split())}^{{-1}}"
        return inverses.inverse(value, rf"({name})")


def inverse_power(ctx: Context, value: Array, text: str, node: Node) -> Array | None:
    """``A^{-1}`` and ``A^{-k}``, the inverse k times; None for a number or another exponent."""
    text = text.strip("{}")
    times = text.removeprefix("-")
    if not value.rank or times == text or times not in ("1", "2", "3", "4"):
        return None
    if times != "1" and (value.rank != 2 or not same_shape(value.shape, value.shape[::-1])):
        return None
    found = inverse(ctx, value, node)
    return found if times == "1" else values.power(found, arrays.scalar(number(int(times))))


def looks_like_cases(node: Environment) -> bool:
    """Whether the second column of an array holds conditions."""
    return any(len(row) == 2 and (conditions.is_relation(row[1]) or any(
        isinstance(part, Raw) for part in row[1])) for row in node.rows)  # fmt: skip


def cases(ctx: Context, node: Environment) -> Array:
    """A case distinction; branches of one shape."""
    branches: list[tuple[Condition, Array]] = []
    otherwise: Array | None = None
    for row in node.rows:
        cells = [list(cell) for cell in row if cell]
        if not cells:
            continue
        value_nodes, test_nodes = divided(cells, node)
        value = values.as_scalar(expressions.expression(ctx, value_nodes, node))
        test = worded.relation(test_nodes, ctx.scope) or conditions_of(test_nodes)
        if test is None:
            otherwise = value
            continue
        if otherwise is not None:
            raise Complaint("syntax", "a case after `otherwise`", node)
        branches.append((conditions.condition(ctx, test, node), value))
    if not branches:
        raise Complaint("syntax", "cases without conditions", node)
    return joined(branches, otherwise)


def joined(branches: list[tuple[Condition, Array]], otherwise: Array | None) -> Array:
    """One array of case distinctions."""
    all_values = [value for _, value in branches] + ([otherwise] if otherwise is not None else [])
    frame = max(all_values, key=lambda value: value.rank)
    for value in all_values:
        if value.rank and not same_shape(value.shape, frame.shape):
            raise values.mismatch("case distinction", frame, value)

    def entry(at: tuple[Term, ...]) -> Term:
        def part(value: Array) -> Term:
            return value.entry(at if value.rank else ())

        rest = None if otherwise is None else part(otherwise)
        return Cases(tuple((test, part(value)) for test, value in branches), rest)

    return Array(frame.shape, entry, frame.starts)


def divided(cells: list[list[Node]], at: Placed) -> tuple[list[Node], list[Node]]:
    """The value and the condition of one case."""
    if len(cells) == 2:
        return trimmed(cells[0]), cells[1]
    if len(cells) > 2:
        return trimmed(cells[0]), [node for cell in cells[1:] for node in cell]
    row = cells[0]
    for place, node in enumerate(row):
        if place and (isinstance(node, Raw) or (
            isinstance(node, Leaf) and node.text in (",", ";", r"\quad", r"\qquad")
        )):  # fmt: skip
            return trimmed(row[:place]), row[place:]
    raise Complaint("syntax", "this case has no condition", at)


def trimmed(nodes: list[Node]) -> list[Node]:
    """``nodes`` without punctuation and wide spaces at the end."""
    while nodes and isinstance(nodes[-1], Leaf) and nodes[-1].text in (
        ",", ";", ".", r"\quad", r"\qquad"
    ):  # fmt: skip
        nodes = nodes[:-1]
    return nodes


LEADING = ("if", "when", "for", "where", "whenever", "with", "and", "else if", "for all")
ELSE = ("otherwise", "else", "elsewhere", "otherwise.", "else.", "in all other cases", "o.w.")


def conditions_of(nodes: list[Node]) -> list[Node] | None:
    """The condition without its ``if``; None for ``otherwise``."""
    rest = [node for node in nodes if not (isinstance(node, Leaf) and node.text in (
        r"\quad", r"\qquad", ";", r"\forall"))]  # fmt: skip
    rest = trimmed(rest)
    while rest and isinstance(rest[0], Leaf) and rest[0].text == ",":
        rest = rest[1:]
    if rest and isinstance(rest[0], Raw):
        word = rest[0].text.strip().lower().rstrip(":,")
        if word in ELSE:
            return None
        if word in LEADING or word == "":
            return conditions_of(rest[1:])
        inner = inside_text(rest[0])
        if inner is not None:
            return conditions_of([*inner, *rest[1:]])
    words = "".join(text_of(node) for node in rest)
    if words in ("otherwise", "else"):
        return None
    if not rest:
        return None if not nodes else rest
    return rest


def inside_text(node: Raw) -> list[Node] | None:
    r"""The formula in ``\text{if $x > 0$}`` or ``\text{if x > 0}``, with its places."""
    from verifier.read.notes.source.grow import grow
    from verifier.read.notes.source.lexer import Token, tokens

    text = node.text
    word, _, rest = text.strip().partition(" ")
    if word.lower().rstrip(",") not in LEADING or not rest:
        return None
    rest = rest.replace("$", " ")
    offset = node.end - 1 - len(text) + text.find(rest.strip()[:1], len(word))
    stream = []
    for token in tokens(rest.strip()):
        start, end = (min(node.end, offset + place) for place in (token.start, token.end))
        stream.append(Token(token.kind, token.text, start, end))
    return list(grow(stream).children)
