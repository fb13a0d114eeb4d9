r"""Bars paired into fences: ``|x|`` and ``\|v\|``, told apart by what stands before each.

Guarantee: a bar opens where an operand is expected, else it closes the one that is open;
a bar that finds no partner stays what it is. One with two ends behind an expression,
``t^2 + t \Big|_0^1``, closes the bracket or the sum before it, back to a relation, a comma or
the integral sign that it stands under. One with a value, ``\frac{d}{dt} f(t) \Big|_{t=0}``,
closes the bracket or the term before it, if no other term has the letter. ``||v||`` is
``\|v\|``, and ``<x, y>`` where an operand is expected is ``\langle x, y \rangle``.
Limits: ``|a|b|c|`` reads as ``|a| b |c|``; the second of ``<x, y><z, w>`` is not seen.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.read.notes.source.tree import (
    BARS,
    BEFORE_OPERAND,
    Fenced,
    Leaf,
    Node,
    Raw,
    Script,
    doubled,
    leaves,
)


def bar_of(node: Node) -> str | None:
    r"""``|`` or ``\|`` when ``node`` is a bar, scripts or not."""
    base = node.base if isinstance(node, Script) else node
    return BARS.get(base.text) if isinstance(base, Leaf) else None


def pair_bars(nodes: list[Node]) -> list[Node]:
    """``nodes`` with bars paired into fences; a bar that finds no partner stays a leaf."""
    if not any(bar_of(node) for node in nodes):
        return nodes
    return ended(paired(nodes))


def angled(nodes: list[Node]) -> list[Node]:
    """``nodes`` with a fence for ``<x, y>`` where an operand is expected, not a relation."""
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        end = closing(nodes, at) if is_leaf(nodes[at], "<") and (
            expects_operand(found)) else 0  # fmt: skip
        if end:
            first, last = nodes[at], nodes[end]
            assert isinstance(first, Leaf)
            base = last.base if isinstance(last, Script) else last
            assert isinstance(base, Leaf)
            own = (first.token, base.token)
            inside = tuple(nodes[at + 1 : end])
            fence: Node = Fenced(r"\langle", r"\rangle", inside, first.start, base.end, own)
            if isinstance(last, Script):
                fence = replace(last, base=fence, start=first.start)
            found.append(fence)
            at = end + 1
        else:
            found.append(nodes[at])
            at += 1
    return found


def closing(nodes: list[Node], at: int) -> int:
    """The place of the ``>`` that ends ``<x, y`` at ``at``; 0 where there is none."""
    commas = 0
    for place in range(at + 1, len(nodes)):
        node = nodes[place]
        if is_leaf(node.base if isinstance(node, Script) and node.base else node, ">"):
            return place if commas == 1 and not expects_operand(nodes[at + 1 : place]) else 0
        commas += is_leaf(node, ",")
        if is_leaf(node, *(STOPS - {","})):
            return 0
    return 0


def is_leaf(node: Node, *texts: str) -> bool:
    """Whether ``node`` is one of these signs."""
    return isinstance(node, Leaf) and node.text in texts


def paired(nodes: list[Node]) -> list[Node]:
    """``nodes`` with fences for bars."""
    waiting = {kind: sum(bar_of(node) == kind for node in nodes) for kind in ("|", r"\|")}
    done: list[Node] = []
    open_at: list[tuple[str, int]] = []
    for node in nodes:
        kind = bar_of(node)
        if kind is None:
            done.append(node)
            continue
        waiting[kind] -= 1
        matching = bool(open_at) and open_at[-1][0] == kind
        if matching and not expects_operand(done):
            close(done, open_at.pop()[1], node, kind)
        elif (
            isinstance(node, Leaf)
            and waiting[kind]
            and (expects_operand(done) or waiting[kind] % 2)
        ):
            open_at.append((kind, len(done)))
            done.append(node)
        else:
            done.append(node)
    return done


def expects_operand(done: list[Node]) -> bool:
    """Whether an operand should come next, so that a bar opens."""
    if not done:
        return True
    last = done[-1]
    base = last.base if isinstance(last, Script) else last
    if isinstance(base, Leaf):
        return base.text in BEFORE_OPERAND or bar_of(base) is not None
    return isinstance(base, Raw) and base.name in (r"\text", r"\mbox", r"\textrm")


def close(done: list[Node], opening: int, closer: Node, kind: str) -> None:
    """Make one fence of everything in ``done`` from ``opening`` on."""
    opener = done[opening]
    base = closer.base if isinstance(closer, Script) else closer
    assert isinstance(opener, Leaf)
    assert isinstance(base, Leaf)
    inside = tuple(done[opening + 1 :])
    own = (opener.token, base.token)
    fence: Node = doubled(Fenced(kind, kind, inside, opener.start, base.end, own))
    if isinstance(closer, Script):
        fence = Script(fence, closer.sub, closer.sup, closer.primes, opener.start, closer.end,
                       closer.own)  # fmt: skip
    done[opening:] = [fence]


STOPS = frozenset(
    {"=", "<", ">", ",", ";", ":", "&", "\\\\", r"\le", r"\leq", r"\ge", r"\geq", r"\neq", r"\ne",
     r"\approx", r"\equiv", r"\in", r"\quad", r"\qquad", r"\Rightarrow", r"\implies", r"\to",
     r"\int", r"\propto", r"\leqslant", r"\geqslant", r"\mid", r"\Longrightarrow", r"\iff",
     r"\coloneqq"}
)  # fmt: skip
"""What a bar with two ends does not reach over."""


def ended(nodes: list[Node]) -> list[Node]:
    r"""``F(x) \Big|_a^b`` as a fence with two ends, which holds what the bar stands behind."""
    found: list[Node] = []
    for node in nodes:
        valued = isinstance(node, Script) and not node.sup and gives_value(node)
        if not (isinstance(node, Script) and bar_of(node) == "|" and node.sub) or not (
            node.sup or valued
        ):  # fmt: skip
            found.append(node)
            continue
        base = node.base
        assert isinstance(base, Leaf)
        begin = reach(found)
        if valued:
            begin = term(found, begin, node)
        if begin == len(found):
            found.append(node)
            continue
        inside = tuple(found[begin:])
        only = inside[0] if len(inside) == 1 else None
        if isinstance(only, Fenced) and (only.left, only.right) in (("[", "]"), ("(", ")")):
            inside = only.children
        fence = Fenced(".", "|", inside, found[begin].start, base.end, (base.token,))
        found[begin:] = [replace(node, base=fence, start=fence.start)]
    return found


def gives_value(node: Script) -> bool:
    """Whether a script below is an equation for a letter, or for several."""
    inside = node.sub.children if node.sub is not None else ()
    return any(isinstance(one, Leaf) and one.text == "=" for one in inside[1:-1])


def term(found: list[Node], begin: int, node: Script) -> int:
    """Where the last term behind ``begin`` begins; the end where others have its letter too."""
    signs = [place for place in range(begin, len(found)) if is_sign(found[place])]
    last = signs[-1] + 1 if signs else begin
    if last == len(found) or (isinstance(found[-1], Fenced) and begin == len(found) - 1):
        return begin
    letters = {token.text for part in (node.sub.children if node.sub is not None else ())
               for token in leaves(part) if token.kind in ("letter", "command")}  # fmt: skip
    others = {token.text for part in found[begin : max(last - 1, begin)] for token in leaves(part)}
    return len(found) if letters & others else last


def is_sign(node: Node) -> bool:
    """Whether a node is a plus or minus."""
    return isinstance(node, Leaf) and node.text in ("+", "-", r"\pm", r"\mp")


def reach(found: list[Node]) -> int:
    """Where the expression begins that a bar behind ``found`` closes."""
    last = found[-1] if found else None
    if isinstance(last, Fenced) and last.left == "[":
        return len(found) - 1
    begin, closed = len(found), 0
    while begin:
        base = found[begin - 1]
        base = base.base if isinstance(base, Script) and base.base is not None else base
        if isinstance(base, Leaf):
            closed += base.text == "d"
            if base.text == r"\int" and closed:
                closed -= 1
            elif base.text in STOPS:
                break
        begin -= 1
    return begin
