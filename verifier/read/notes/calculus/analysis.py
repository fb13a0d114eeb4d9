r"""Limits, integrals, expectations, argmin.

Guarantee: the letter below a limit or behind the d is bound in its scope only; an
expectation over a declared index is the sum weighted by its distribution; an argmin keeps
its objective. Limits: one real variable, finite expectations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import abstraction, regions
from verifier.read.notes.formulas import expressions, operands, operators
from verifier.read.notes.probability import mean_signs, value_integrals
from verifier.read.notes.scopes.context import Context, Cursor, shorten, unread
from verifier.read.notes.scopes.scope import IndexName, Quantity, Weighted
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Head, Name, glyph_of, head_of, split
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    Script,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.terms import (
    ONE,
    ZERO,
    Integral,
    Limit,
    Multiply,
    Sum,
    Term,
    Variable,
    over,
)
from verifier.traversal import free_names, fresh_name, walk


def limit(ctx: Context, cursor: Cursor) -> Array:
    r"""``\lim_{x \to a} f``."""
    node = cursor.take()
    sub = node.sub if isinstance(node, Script) else None
    operators.require_unprimed(node)
    if isinstance(node, Script) and node.sup is not None:
        raise Complaint("syntax", "a superscript that a limit cannot have", node)
    sides = split(sub.children, (r"\to", r"\rightarrow", r"\longrightarrow")) if sub else []
    if len(sides) != 2:
        raise Complaint("syntax", r"write `\lim_{x \to a}`", node)
    moving = None if len(sides[0]) == 1 else operators.one(ctx, sides[0], node)
    variable, inner = dummy(ctx, sides[0][0]) if moving is None else (Variable("?u"), ctx)
    target, side = list(sides[1]), "+-"
    last = target[-1]
    if isinstance(last, Script) and last.sup is not None and last.base is not None:
        mark = "".join(map(text_of, last.sup.children))
        if mark in ("+", "-"):
            side = mark
            target[-1] = last.base
    point = operators.one(ctx, target, node)
    minus = cursor.sign() == "-" and cursor.take() is not None
    body = expressions.product(inner.deeper(node), cursor)
    body = expressions.negated(body) if minus else body
    if moving is not None:
        return mapped(body, lambda term: towards(ctx, term, moving, sides[0], point, side, node))
    return mapped(body, lambda term: Limit(term, variable, point, side))


def towards(
    ctx: Context, body: Term, moving: Term, shown: Sequence[Node], point: Term, side: str, at: Node
) -> Term:
    r"""``\lim_{g(x) \to a}``: a new letter stands for g(x), and nothing else may depend on x."""
    name = shorten("".join(map(text_of, shown)))
    pattern, plain = ctx.definitions.unfold(moving), ctx.definitions.unfold(body)
    own = Variable(fresh_name("u", free_names((pattern, plain, point))))
    replaced, count = abstraction.swapped(plain, pattern, (), own)
    letters = {part for part in walk(pattern) if isinstance(part, Variable)}
    if not count or not letters or letters & {*walk(replaced), *walk(point)}:
        raise Complaint("not-supported", f"a limit in `{name}` of what depends on more than that",
                        at)  # fmt: skip
    ctx.note(f"the limit in `{name}` takes every place where it stands as one variable")
    return Limit(replaced, own, point, side)


def bound_letter(node: Node) -> Head | None:
    """The letter that a limit or integral binds, with a label below it or none."""
    head = head_of(node)
    return head if head is not None and not head.sup and not head.primes else None


def dummy(ctx: Context, node: Node) -> tuple[Variable, Context]:
    """The real variable that a limit or integral binds, declared or not."""
    variable, inner = bound_variable(ctx, node)
    return variable, replace(inner, dummies=inner.dummies | {variable})


def bound_variable(ctx: Context, node: Node) -> tuple[Variable, Context]:
    """The same, in a context that does not tell it from what is free."""
    head = bound_letter(node)
    if head is None:
        raise unread(node)
    found = ctx.lookup(head)
    if found is not None and found[1] == len(head.sub) and isinstance(found[0], Quantity):
        owner = found[0].owner
        if found[0].entries and not head.sub:  # x beside x_1, ..., x_n
            own = Variable(fresh_name(head.name.internal, {getattr(owner, "name", "")}))
            ctx.note(f"`{head.name.latex}` is bound here, another one than the listed")
            return own, ctx.bind(Quantity(head.name, arrays.scalar(own), own))
        if not isinstance(owner, Variable) or (found[0].defined and found[0].over):
            raise Complaint("shape-mismatch", "a limit or integral runs over a number", node)
        if not found[0].defined:
            return owner, ctx
        own = Variable(fresh_name(owner.name, {owner.name}))
        ctx.note(f"`{head.name.latex}` is bound here, another one than the one defined")
        return own, ctx.bind(Quantity(head.name, arrays.scalar(own), own))
    if found is not None and head.sub and not isinstance(found[0], Quantity):
        raise unread(node)
    if found is not None and found[1] < len(head.sub):
        raise Complaint("not-supported", "a limit or integral over an entry", node)
    variable = Variable(head.name.internal)
    view = arrays.scalar(variable)
    return variable, ctx.bind(Quantity(head.name, view, variable))


def mapped(body: Array, work: Callable[[Term], Term]) -> Array:
    """``work`` on every entry."""
    return Array(body.shape, lambda at: work(body.entry(at)), body.starts)


def end_of(part: Group, letter: Node) -> Sequence[Node]:
    """An end of an integral, without the letter that is said to have it: ``x = a``."""
    sides = split(part.children, ("=",))
    said = len(sides) == 2 and "".join(map(text_of, sides[0])) == text_of(letter)
    return sides[1] if said else part.children


def integral(ctx: Context, cursor: Cursor) -> Array:
    r"""``\int_a^b f \, dx``."""
    if (over_region := regions.integral(ctx, cursor)) is not None:
        return over_region
    sign = cursor.peek()
    sign = sign.base if isinstance(sign, Script) else sign
    if isinstance(sign, Leaf) and sign.text != r"\int":
        raise Complaint("not-supported", "an integral over a region or a curve", sign)
    if (over_values := value_integrals.integral(ctx, cursor)) is not None:
        return over_values
    node = cursor.take()
    if not isinstance(node, Script) or node.sub is None or node.sup is None:
        raise Complaint("not-supported", "an integral without bounds", node)
    operators.require_unprimed(node)
    found = regions.told(node, cursor.nodes[cursor.at :]) or differential(
        cursor.nodes[cursor.at :])  # fmt: skip
    if found is None:
        raise Complaint("syntax", "this integral has no `dx`", node)
    inside, letter, rest = found
    variable, inner = dummy(ctx, letter)
    ends = [operators.one(ctx, end_of(part, letter), part) for part in (node.sub, node.sup)]
    cursor.at = len(cursor.nodes) - len(rest)
    if inside:
        body = expressions.expression(inner.deeper(node), inside, node)
    elif rest and not expressions.closing(rest[0]):
        ctx.note(f"`d{text_of(letter)}` in front: the integral is read as that of the product "
                 "behind it")  # fmt: skip
        body = expressions.product(inner.deeper(node), cursor)
    else:
        body = values.scalar(ONE)
    return mapped(body, lambda term: Integral(term, variable, ends[0], ends[1]))


def differential(nodes: Sequence[Node]) -> tuple[list[Node], Node, list[Node]] | None:
    r"""What an integral holds, its variable, and what follows; ``dx`` may stand in a fraction.

    ``\int \frac{dx}{x}`` holds ``\frac{1}{x}``; integrals inside have their own. None where
    there is no ``dx``.
    """
    inner = 0
    for place, part in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        sign = part.base if isinstance(part, Script) else part
        inner += isinstance(sign, Leaf) and sign.text == r"\int"
        if is_differential(part) and after is not None and bound_letter(after) is not None and (
            not over_another(nodes[place + 2 :]) and not behind_slash(nodes[:place])
        ):  # fmt: skip
            if not inner:
                return list(nodes[:place]), after, list(nodes[place + 2 :])
            inner -= 1
        if isinstance(part, Command) and part.name in (r"\frac", r"\dfrac", r"\tfrac"):
            above, below = (group.children for group in part.arguments)
            if len(above) >= 2 and is_differential(above[-2]) and bound_letter(above[-1]) and (
                not (len(below) >= 2 and is_differential(below[0]))
            ):  # fmt: skip
                one = Leaf(Token("number", "1", above[-2].start, above[-1].end))
                left = replace(part.arguments[0], children=tuple(above[:-2]) or (one,))
                fraction = replace(part, arguments=(left, part.arguments[1]))
                return [*nodes[:place], fraction], above[-1], list(nodes[place + 1 :])
    return None


def over_another(rest: Sequence[Node]) -> bool:
    """Whether ``/dx`` comes next: a derivative in the line."""
    return len(rest) > 1 and text_of(rest[0]) == "/" and is_differential(rest[1])


def behind_slash(row: Sequence[Node]) -> bool:
    """Whether ``dy/`` or ``d/`` stands before: what follows is below the line."""
    return len(row) > 1 and text_of(row[-1]) == "/" and (
        is_differential(row[-2]) or (len(row) > 2 and is_differential(row[-3])))  # fmt: skip


def is_differential(node: Node) -> bool:
    """Whether ``node`` is the d of ``dx``."""
    match node:
        case Leaf():
            return node.text == "d"
        case Command(r"\mathrm" | r"\mathit" | r"\operatorname", (group,)):
            return text_of(group) == "d"
        case Raw(text="d"):
            return True
        case _:
            return False


def expectation(ctx: Context, cursor: Cursor, head: Head) -> Array:
    r"""``\mathbb{E}_j[f_j]`` and ``\mathbb{E}_{j \sim p}[f_j]``: the weighted sum over j."""
    node = cursor.take()
    after = cursor.peek()
    if not isinstance(after, Fenced):
        raise Complaint("syntax", "the expectation of what? Write it in brackets", node)
    cursor.take()
    if len(head.sub) != 1:
        mean_signs.require_known(head)
        raise Complaint("undeclared", "an expectation over which index?", node)
    nodes = head.sub[0].nodes
    sides = split(nodes, (r"\sim",))
    glyph = glyph_of(sides[0][0]) if len(sides[0]) == 1 else None
    if glyph is None:
        mean_signs.require_known(head)
        raise Complaint("syntax", "an expectation over which index?", node)
    if len(sides) == 2:
        weights = expressions.expression(ctx, sides[1], node)
    else:
        found = ctx.scope.find(Name(glyph))
        if not isinstance(found, Weighted):
            letter = Name(glyph).latex
            raise Complaint(
                "undeclared",
                f"how is `{letter}` distributed?",
                node,
                (f"**Let** ${letter} \\sim p$", mean_signs.pasted(letter)),
            )
        weights = found.weights
    inner = values.entries_of(weights)
    if inner.rank != 1:
        raise Complaint("shape-mismatch", "the weights of an expectation are a vector", node)
    index = over(Name(glyph).internal, inner.shape[0], inner.starts[0])
    bound_ctx = ctx.bind(IndexName(Name(glyph), index))
    body = values.plain(expressions.expression(bound_ctx, after.children, after))
    weighted = mapped(body, lambda term: Multiply((inner.entry((index,)), term)))
    return operators.collected(weighted, operators.Binding(ctx, (index,), (), ()), ZERO, Sum)


def mean_sign(node: Node) -> bool:
    """Whether ``node`` is the sign of an expectation."""
    glyph = glyph_of(node)
    return glyph is not None and glyph.letter == "E" and not glyph.accents


def respelt(ctx: Context, cursor: Cursor, script: Script) -> Array:
    """What stands at a cursor whose last node, passed over, is spelt as ``script``."""
    inner = Cursor((script, *cursor.nodes[cursor.at :]))
    value = operands.operand(ctx, inner)
    cursor.at += inner.at - 1
    return value


ARGUMENTS = {"argmin": "argmin", "argmax": "argmax", "arg min": "argmin", "arg max": "argmax",
             r"\arg\min": "argmin", r"\arg\max": "argmax", r"arg\,min": "argmin",
             r"arg\,max": "argmax", r"\argmin": "argmin", r"\argmax": "argmax"}  # fmt: skip


def underset(ctx: Context, cursor: Cursor, node: Command) -> Array:
    r"""``\underset{\theta}{\operatorname{argmin}} R``."""
    if node.name == r"\underset":
        kind = argument_kind(node.arguments[1].children)
        if kind:
            return minimiser(ctx, cursor, kind, node.arguments[0].children, node)
        below, above = node.arguments[0], node.arguments[1].children
        if len(above) == 1 and (mean_sign(above[0]) or text_of(above[0]) == r"\lim"):
            script = Script(above[0], below, None, 0, node.start, node.end)
            return respelt(ctx, cursor, script)
    raise Complaint("not-supported", f"`{node.name}`", node)


def argument_kind(nodes: Sequence[Node]) -> str:
    """``argmin`` or ``argmax`` when that is what ``nodes`` spell."""
    text = "".join(node.text.strip() if isinstance(node, Raw) else text_of(node) for node in nodes)
    return ARGUMENTS.get(text, "")


def minimiser(
    ctx: Context, cursor: Cursor, kind: str, variable: Sequence[Node], node: Node
) -> Array:
    """The objective behind ``argmin``, to the end of its side."""
    if cursor.peek() is None:
        raise Complaint("syntax", f"`{kind}` of what?", node)
    for part in split(variable, (",", ";")):
        head = head_of(part[0]) if len(part) == 1 else None
        found = ctx.lookup(head) if head is not None else None
        if found is None or isinstance(found[0], IndexName):
            raise Complaint("not-supported", f"an {kind} over indices", node)
    body = expressions.additive(ctx, cursor)
    text = "".join(map(text_of, variable))
    return values.Objective(body.shape, body.entry, body.starts, kind=kind, variable=text)
