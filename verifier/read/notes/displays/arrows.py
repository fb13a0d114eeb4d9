r"""Implications and equivalences inside a display: what stands before an arrow is a condition.

Guarantee: each arrow of a chain is judged on its own, and an equivalence in both directions,

    A \Rightarrow B \iff C   ->   B given A;   C given B;   B given C.

What is only a condition is not judged. Before a simple arrow an equation is a condition when it
is one between bare letters, or when it begins the display and says something of letters that
are free (see ``opening``); any other is a line of a derivation, judged itself. Limits: an
equivalence with words, or with what another display states, is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verifier.read.notes.displays.display import Layout, Statement
from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.scope import Function, IndexName, Quantity, Scope
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Command, Fenced, Leaf, Node, Script, parts

FORWARD = frozenset({r"\Rightarrow", r"\implies", r"\Longrightarrow", r"\therefore", r"\leadsto",
                     r"\rightsquigarrow"})  # fmt: skip
BOTH = frozenset({r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow"})
BACKWARD = frozenset({r"\Leftarrow", r"\impliedby", r"\Longleftarrow"})
CALCULUS = frozenset({r"\partial", r"\nabla", r"\int", r"\iint", r"\oint", r"\lim", r"\delta"})
FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac"})
MOST = 30
"""Statements that one side of an arrow may have."""
ENDS = frozenset({",", ".", ";", r"\quad", r"\qquad", r"\,", r"\;"})
"""What may stand beside a bracket around a whole side, other than an arrow."""
LEADS = frozenset({"implies", "iff", "implied by"})
"""How a stretch begins that stands behind an arrow."""

COMPARING = ("<", ">", r"\lt", r"\gt", r"\le", r"\leq", r"\leqslant", r"\ge", r"\geq",
             r"\geqslant", r"\ne", r"\neq")  # fmt: skip

MEMBER = (r"\in", r"\notin")


@dataclass
class Side:
    """What stands on one side of an arrow: statements, each with the word that joins it."""

    parts: list[tuple[str, Statement]]

    @property
    def last(self) -> Statement:
        """The statement that ends this side."""
        return self.parts[-1][1]


@dataclass
class Arrow:
    """One arrow; ``kind`` is one of ``LEADS``."""

    kind: str
    left: Side
    right: Side


def lead(text: str) -> str:
    """What kind of arrow a sign is; empty for others."""
    if text in FORWARD:
        return "implies"
    if text in BOTH:
        return "iff"
    return "implied by" if text in BACKWARD else ""


def opened(nodes: Sequence[Node]) -> list[Node]:
    r"""``nodes`` without brackets around all that stands on one side of an arrow."""
    found: list[Node] = []
    for at, node in enumerate(nodes):
        before = nodes[at - 1] if at else None
        after = nodes[at + 1] if at + 1 < len(nodes) else None
        beside = [one.text for one in (before, after) if isinstance(one, Leaf)]
        whole = all(one is None or (isinstance(one, Leaf) and (lead(one.text) or one.text in ENDS))
                    for one in (before, after))  # fmt: skip
        if whole and any(map(lead, beside)) and isinstance(node, Fenced) and states(node):
            found.extend(node.children)
        else:
            found.append(node)
    return found


def states(node: Fenced) -> bool:
    """Whether a bracket holds statements, and no arrow."""
    texts = [one.text for one in node.children if isinstance(one, Leaf)]
    return (
        node.left == "("
        and not any(map(lead, texts))
        and any(text in conditions.RELATIONS for text in texts)
    )


def is_premise(statement: Statement) -> bool:
    r"""Whether ``A`` of ``A \Rightarrow B`` only says when B holds: comparisons, or x = y."""
    if statement.word == "logic":
        return True
    signs = [sign.text for sign in statement.signs]
    if "=" in signs and set(signs) <= {"=", *COMPARING}:
        return all(len(side) == 1 and isinstance(side[0], Leaf) for side in statement.sides)
    if len(signs) == 1 and signs[0] in MEMBER:
        return all(not isinstance(node, Fenced) for node in statement.sides[0])
    return bool(signs) and all(sign in COMPARING for sign in signs)


def opens(statement: Statement, scope: Scope) -> bool:
    r"""Whether an equation that begins a display, with an arrow behind it, is a condition.

        2a = 2b \Rightarrow a = b,    \sum_i v_i^2 = 0 \Rightarrow v_i = 0

    It is where a side is 0, and where letters that no definition gives a value are all that it
    speaks of. With a defined name, a derivative, an integral or a limit in it, it is a result.
    """
    if [sign.text for sign in statement.signs] != ["="]:
        return False
    bare = [number(side) for side in statement.sides]
    found = {kind for side in statement.sides for kind in kinds(side, scope)}
    if "0" in bare:
        return bool(found & {"free", "defined"})
    return "free" in found and not found & {"defined", "operator"}


def number(side: Sequence[Node]) -> str:
    """The number that a side is; empty for anything else."""
    first = side[0] if len(side) == 1 else None
    return first.text if isinstance(first, Leaf) and first.token.kind == "number" else ""


def kinds(nodes: Sequence[Node], scope: Scope) -> Iterator[str]:
    """What occurs in a side: free and defined letters, operators of calculus."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Script) and node.primes:
            yield "operator"
        if isinstance(node, Leaf) and node.text in CALCULUS:
            yield "operator"
        if isinstance(node, Command) and node.name in FRACTIONS and differential(node, scope):
            yield "operator"
        head = head_of(node)
        found = scope.fitting(head) if head is not None else None
        match found[0] if found is not None else None:
            case Quantity(defined=False):
                yield "free"
            case Function(value=None) | IndexName() | None:
                pass
            case _:
                yield "defined"
        waiting.extend(parts(node))


def differential(node: Command, scope: Scope) -> bool:
    r"""Whether a fraction is ``\frac{d}{dx}`` or ``\frac{df}{dx}``."""
    firsts = [group.children[0] for group in node.arguments if group.children]
    letters = [head_of(first) for first in firsts]
    return len(firsts) == 2 and all(
        head is not None and head.glyph.letter == "d" and scope.fitting(head) is None
        for head in letters
    )


def joined(arrows: Sequence[Arrow], layout: Layout) -> None:
    """Put, in the place of what the arrows join, the statements that each of them makes."""
    chains: list[list[Arrow]] = []
    for arrow in arrows:
        if chains and chains[-1][-1].right is arrow.left:
            chains[-1].append(arrow)
        else:
            chains.append([arrow])
    instead: dict[int, list[Statement]] = {}
    for chain in chains:
        sides = [chain[0].left, *(arrow.right for arrow in chain)]
        members = [statement for side in sides for _, statement in side.parts]
        made = [statement for arrow in chain for statement in directions(arrow)]
        beside = [nodes for member in members for nodes in member.conditions]
        ranges = [nodes for member in members for nodes in member.ranges]
        for statement in made:
            statement.conditions.extend(beside)
            statement.ranges.extend(ranges)
        instead |= {id(member): [] for member in members}
        instead[id(members[0])] = made
    layout.statements[:] = [
        one for item in layout.statements for one in instead.get(id(item), [item])
    ]


def directions(arrow: Arrow) -> list[Statement]:
    """The statements of one arrow: the right given the left, the left given the right."""
    made: list[Statement] = []
    if arrow.kind in ("implies", "iff"):
        note = "what stands before the arrow is read as its condition"
        if arrow.kind == "implies" and not is_premise(arrow.left.last):
            note += ", and is not judged itself"
        made += [one for statement in stated(arrow.right)
                 for one in given(statement, arrow.left, note)]  # fmt: skip
    if arrow.kind in ("implied by", "iff"):
        note = "the arrow read backwards: what stands behind it is the condition"
        made += [replace(one, backwards=True) for statement in stated(arrow.left)
                 for one in given(statement, arrow.right, note)]  # fmt: skip
    return made


def given(statement: Statement, premise: Side, note: str) -> list[Statement]:
    """``statement`` where ``premise`` holds, once for each alternative that it offers."""
    return [replace(statement, premises=[nodes], conditions=[], ranges=[],
                    notes=[*statement.notes, note])
            for nodes in alternatives(nodes_of(premise))]  # fmt: skip


def alternatives(nodes: Sequence[Node]) -> list[list[Node]]:
    """``nodes`` cut where the sign (or word) for or stands."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        if conditions.connective(node) == "or":
            found.append([])
        else:
            found[-1].append(node)
    found = [part for part in found if part]
    return found if len(found) <= MOST else [list(nodes)]


def stated(side: Side) -> list[Statement]:
    """What is judged of a side: its statements one by one, alternatives as one."""
    if any(word == "or" for word, _ in side.parts):
        return [Statement([nodes_of(side)], word="logic")]
    return [statement for _, statement in side.parts]


def nodes_of(side: Side) -> list[Node]:
    """A side as the nodes of a condition."""
    found: list[Node] = []
    for word, statement in side.parts:
        row = [node for part, sign in zip(statement.sides, [*statement.signs, None], strict=True)
               for node in (*part, *([sign] if sign is not None else []))]  # fmt: skip
        if found:
            at = row[0].start
            text = r"\lor" if word == "or" else ","
            found.append(Leaf(Token("symbol", text, at, at)))
        found.extend(row)
    return found
