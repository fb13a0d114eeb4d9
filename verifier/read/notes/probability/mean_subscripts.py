r"""What stands below the sign of a mean: ``\mathbb{E}_X[XY]``, ``\operatorname{Var}_\theta(X)``.

Guarantee: below stand the variables over which the mean is taken, the others keep their
values; or a label, a parameter of the distribution. One display has one label, and no
derivative stands in it: the distribution may change with the parameter. Limits: what depends
on others that have a joint distribution with them is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.read.notes.probability import outcomes
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Name, head_of, split
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    text_of,
)
from verifier.read.notes.terms.spaces import Random, Space, Spread

SIGNS = frozenset({"E", "P", "V", "Var", "var", "Cov", "cov", "Corr", "corr", "Pr"})
BARS = ("|", r"\mid", r"\vert", r"\middle|")
MOVING = frozenset({r"\partial", r"\nabla"})


def below(node: Node) -> Sequence[Node]:
    """What stands below a sign."""
    return node.sub.children if isinstance(node, Script) and node.sub is not None else ()


def given(node: Node) -> Sequence[Node]:
    r"""What is given below a sign: Y of ``\mathbb{E}_{X \mid Y}``."""
    sides = split(below(node), BARS)
    return sides[1] if len(sides) == 2 else ()


def spaces(
    ctx: Context, node: Node, body: Sequence[Node], *, conditional: bool = False
) -> frozenset[Space] | None:
    """The spaces over which the mean runs; None for all of them.

    ``conditional`` says that what is given below the sign is taken into account.
    """
    if isinstance(node, Script) and (node.sup is not None or node.primes):
        raise Complaint("ambiguous", "a script above the sign of a mean: write it behind the "
                        "brackets", node)  # fmt: skip
    sub = below(node)
    if not sub:
        return None
    drawn, *laws = split(sub, (r"\sim",))
    drawn, *behind = split(drawn, BARS)
    if behind and (laws or not conditional):
        raise Complaint("not-supported", "a bar below this sign: write it in the brackets", node)
    named = [*randoms(ctx, drawn), *(one for part in behind for one in randoms(ctx, part))]
    for space in {symbol.weights for symbol in named} if laws else ():
        if not isinstance(space, Spread):
            label(ctx, node, sub)
        elif not space.shown.endswith(text_of_all(laws[0])):
            raise Complaint("not-supported", "a mean under another law than the declared one, "
                            f"`{space.shown}`", node)  # fmt: skip
    if not named:
        label(ctx, node, sub)
        return None
    over = frozenset(symbol.weights for symbol in named)
    names = {symbol.name for symbol in named}
    for symbol in randoms(ctx, open_nodes(body)):
        if symbol.name not in names and symbol.weights in over:
            raise Complaint(
                "not-supported", f"a mean over `{named[0].name.latex}` only, of something with "
                f"`{symbol.name.latex}`: their joint distribution is not named", node,
                ("**Let** $X, Y$ be random variables with joint distribution $p$.",),
            )  # fmt: skip
    return over


def open_nodes(nodes: Sequence[Node]) -> list[Node]:
    r"""``nodes`` without what a mean in them averages: of ``E[X \mid Y]`` what is given."""
    found: list[Node] = []
    skip = False
    for place, node in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        fence = after.base if isinstance(after, Script) else after
        sign = head_of(node)
        if skip:
            skip = False
        elif sign is not None and sign.glyph.letter in SIGNS and isinstance(fence, Fenced):
            sides = split(fence.children, BARS)
            found += open_nodes([one for side in sides[1:] for one in side])
            skip = True
        elif isinstance(node, (Fenced, Group)):
            found += open_nodes(node.children)
        else:
            found.append(node)
    return found


def randoms(ctx: Context, nodes: Sequence[Node]) -> Iterator[Random]:
    """The random variables among ``nodes``."""
    for node in outcomes.every(nodes):
        head = head_of(node)
        found = ctx.scope.fitting(head) or ctx.scope.without_font(head) if head else None
        if found is not None and isinstance(found[0], Random):
            yield found[0]


def values_lines(ctx: Context, letter: Name) -> tuple[str, ...]:
    """The line that makes a small letter a value of the random variable with the large one."""
    large = replace(letter, glyph=replace(letter.glyph, letter=letter.glyph.letter.upper()))
    if not isinstance(ctx.scope.find(large), Random) or large == letter:
        return ()
    return (f"**Let** ${large.latex}$ be a random variable with distribution $p$.",)


def label(ctx: Context, node: Node, sub: Sequence[Node]) -> None:
    """Take a subscript for a label of the distribution."""
    spelt = text_of_all(sub)
    labels = {text_of_all(below(one)) for one in outcomes.every(ctx.whole) if is_sign(one)}
    labels = {one for one in labels if one and not any(True for _ in randoms_spelt(ctx, one))}
    if len(labels) > 1:
        raise Complaint("not-supported", "means under several distributions, told apart by what "
                        "stands below them", node)  # fmt: skip
    if any(moves(one) for one in outcomes.every(ctx.whole)):
        raise Complaint("not-supported", f"a derivative beside a mean whose distribution `{spelt}` "
                        "tells", node)  # fmt: skip
    ctx.note(f"`{spelt}` below the sign of a mean is a label of the distribution")


def randoms_spelt(ctx: Context, text: str) -> Iterator[Random]:
    """The random variables that are spelt like a subscript."""
    for symbol in ctx.scope.everything():
        if isinstance(symbol, Random) and symbol.name.latex == text:
            yield symbol


def is_sign(node: Node) -> bool:
    """Whether a node is the sign of a mean with a subscript."""
    if not isinstance(node, Script) or node.sub is None or node.base is None:
        return False
    head = head_of(node.base)
    word = head.glyph.letter if head is not None else text_of(node.base)
    return word.removeprefix("\\") in SIGNS


def moves(node: Node) -> bool:
    """Whether a node is the sign of a derivative."""
    if isinstance(node, Command) and node.name in (r"\frac", r"\dfrac", r"\tfrac"):
        above = node.arguments[0].children
        return bool(above) and text_of(above[0]) == "d"
    return isinstance(node, Leaf) and node.text in MOVING


def text_of_all(nodes: Sequence[Node]) -> str:
    """The text of several nodes."""
    return "".join(map(text_of, nodes))
