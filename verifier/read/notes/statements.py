r"""A display as statements: chains of links, with the conditions that stand beside them.

Guarantee: every node of the display ends up in a side, a condition, a relation sign, a
separator that is named here, or an aside that is reported; none is lost. Rows that begin
with a relation continue the chain, rows that begin with plus or minus the expression:

    a &= b \\ &\quad + c \\ &= d   ->   a = b + c,  b + c = d

Limits: ``&`` and ``\\`` inside brackets are line breaks only.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes import arrows, beside, builtin, conditions
from verifier.read.notes.arrows import Arrow, Side
from verifier.read.notes.display import (
    ASSIGNING,
    LINKS,
    LOOSE,
    ORNAMENTS,
    SPACES,
    Aside,
    Layout,
    Segment,
    Statement,
    is_leaf,
)
from verifier.read.notes.lexer import Token
from verifier.read.notes.names import head_of, split
from verifier.read.notes.ranges import is_range, merged
from verifier.read.notes.rows import collect, system_of, without_enumerator
from verifier.read.notes.scope import IndexName, Scope
from verifier.read.notes.tree import Command, Fenced, Leaf, Node, Raw, Script
from verifier.read.notes.words import (
    CONDITIONAL,
    CONNECTING,
    COUNTED,
    DIMENSION,
    NUMBERED,
    is_dimension,
    is_number_tag,
    only_words,
    shape_statement,
    tag_text,
    words_in,
)


def take_apart(nodes: Sequence[Node], scope: Scope) -> Layout:
    """The statements of a display."""
    layout = Layout()
    reader = _Reader(layout, scope)
    out: list[list[Node]] = [[]]
    collect(without_enumerator(list(nodes)), out, layout)
    for line in out:
        if line:
            reader.row(line)
    arrows.joined(reader.arrows, layout)
    return layout


class _Reader:
    """Builds statements row by row."""

    def __init__(self, layout: Layout, scope: Scope) -> None:
        self.layout = layout
        self.scope = scope
        self.pending: list[list[Node]] = []
        self.pending_ranges: list[list[Node]] = []
        self.implied = False
        self.arrows: list[Arrow] = []
        self.side: Side | None = None
        """The statements so far that the next arrow may stand behind."""

    def row(self, line: list[Node]) -> None:
        """One row of the display."""
        if any(is_dimension(node) for node in line):
            self.shapes(line)
            return
        segments = beside.shared(merged(self.segments(arrows.opened(line))), self.scope)
        for segment in segments:
            self.segment(segment)

    def shapes(self, line: list[Node]) -> None:
        """A row that speaks of dimensions in words."""
        for part in split(line, (",", ";")):
            found = shape_statement([node for node in part if not is_leaf(node, *SPACES)])
            if found is not None:
                self.layout.statements.append(found)
            else:
                for segment in self.segments([node for node in part if not is_dimension(node)]):
                    self.segment(segment)

    def current(self) -> Statement | None:
        """The statement that is being continued."""
        for item in reversed(self.layout.statements):
            if isinstance(item, Statement):
                return item
        return None

    def segments(self, line: list[Node]) -> list[Segment]:
        """The stretches of a row between separators."""
        found = [Segment("", [], True)]
        for place, node in enumerate(line):
            after = line[place + 1] if place + 1 < len(line) else None
            separator = self.separator(node, after)
            if separator is None and place and self.counted(line[place - 1], node, after):
                assert isinstance(node, Raw)
                separator = f"aside:{node.text.strip()}"
            if separator is None:
                found[-1].nodes.append(node)
                continue
            if separator.startswith("aside:"):
                aside = Aside(separator[6:], node.start, node.end)
                self.layout.statements.append(aside)
                separator = "quad"
            found.append(Segment(separator, [], found[-1].first and not found[-1].nodes))
        return found

    def separator(self, node: Node, after: Node | None) -> str | None:
        """What kind of separator ``node`` is; None for a part of a formula."""
        match node:
            case Leaf() if node.text in (",", ";"):
                return ","
            case Leaf() if node.text in SPACES:
                return "quad"
            case Leaf() if arrows.lead(node.text):
                return arrows.lead(node.text)
            case Leaf() if node.text == r"\because":
                return "because"
            case Leaf() if node.text == r"\forall":
                return "for"
            case Leaf() if node.text in ORNAMENTS and after is None:
                return "quad"
            case Raw(r"\quad"):
                return "quad"
            case Raw(name, text) if name not in (r"\operatorname", r"\operatorname*"):
                return self.words(node, text, after)
            case Fenced() if only_words(node):
                return f"aside:{words_in(node)}"
            case _:
                return None

    def counted(self, before: Node, node: Node, after: Node | None) -> bool:
        r"""Whether ``node`` only says what a number counts: ``76 \text{ parameters}``."""
        if not isinstance(node, Raw) or not node.name.startswith(r"\text"):
            return False
        number_ = isinstance(before, Leaf) and before.token.kind == "number"
        ends = after is None or is_leaf(after, ".", ",", ";", "=", "&", *SPACES)
        head = head_of(node)
        unknown = head is not None and self.scope.fitting(head) is None
        return number_ and ends and unknown and node.text.strip().lower() in COUNTED

    def words(self, node: Raw, text: str, after: Node | None) -> str | None:
        """What words in a formula do: separate, set a condition, name something, or nothing."""
        word = " ".join(text.strip().strip(",:;.").split()).lower()
        if not word:
            return "quad"
        if numbered := NUMBERED.fullmatch(word):
            self.layout.tags.append(numbered[1])
            return "quad"
        if word in ("lhs", "rhs", "l.h.s", "r.h.s", "l.h.s.", "r.h.s."):
            return None
        if DIMENSION.fullmatch(word):
            return None
        head = head_of(node)
        known = head is not None and self.scope.fitting(head) is not None
        if known or text.strip() in builtin.SCALAR or text.strip() in builtin.VECTOR or (
            text.strip() in builtin.MATRIX
        ):  # fmt: skip
            return None
        if word in CONDITIONAL:
            return "for"
        if word == "let":
            return "let"
        if word in ("if and only if", "iff", "is equivalent to", "exactly if", "exactly when"):
            return "iff"
        if word in CONNECTING:
            kinds = {"where": "where", "with": "where", "and": "and", "or": "or",
                     "implies": "implies"}  # fmt: skip
            return kinds.get(word, "so")
        first = word.split(" ")[0]
        if first in ("if", "when", "for") and len(word.split()) > 1 and "$" not in text:
            return f"aside:{text.strip()}"
        if head is not None and isinstance(after, Fenced):
            return None
        if head is not None and " " not in word and "-" not in word:
            return None
        return f"aside:{text.strip()}"

    def segment(self, segment: Segment) -> None:
        """Put one stretch where it belongs."""
        nodes = trimmed(segment.nodes)
        if not nodes:
            return
        current = self.current()
        if (system := system_of(nodes)) is not None:
            for row in system:
                self.layout.statements.append(chain(row))
            return
        if len(nodes) == 1 and isinstance(nodes[0], Fenced) and current is not None and (
            nodes[0].left in ("(", "[") and conditions.is_relation(nodes[0].children)
            and segment.lead in ("quad", ",")
        ):  # fmt: skip
            self.condition(list(nodes[0].children), current, Segment("for", [], False))
            return
        if is_number_tag(nodes, segment):
            self.layout.tags.append(tag_text(nodes))
            return
        if current is None and is_leaf(nodes[0], r"\to", r"\rightarrow", r"\longrightarrow"):
            nodes = nodes[1:]
        starts_with_sign = bool(nodes) and is_leaf(nodes[0], *LINKS, *LOOSE, *ASSIGNING)
        if not nodes:
            return
        if segment.lead == "for":
            self.condition(nodes, current, segment)
            return
        if is_range(nodes):
            self.range(nodes, current)
            return
        if starts_with_sign:
            self.extend(nodes, current)
            return
        joint = is_leaf(nodes[0], "+", "-", r"\cdot", r"\times", r"\pm", r"\odot")
        if segment.first and not segment.lead and current is not None and joint and (
            current.signs or current.sides[-1]
        ):  # fmt: skip
            self.prolong(nodes, current)
            return
        self.start(nodes, segment, current)

    def start(self, nodes: list[Node], segment: Segment, current: Statement | None) -> None:
        """A new statement, or a side that an arrow joins to the last."""
        logic = conditions.is_logic(nodes)
        statement = Statement([list(nodes)], word="logic") if logic else chain(nodes)
        if segment.lead == "implies" and current is not None and current.signs and (
            not statement.states or self.implied
        ):  # fmt: skip
            self.implied = True
            arrow = equal_sign(nodes[0])
            current.signs.append(arrow)
            current.signs.extend(statement.signs)
            current.sides.extend(statement.sides)
            current.notes.append(r"`\Rightarrow` between two expressions read as `=`")
            return
        if current is not None and current.signs and self.looks_like_condition(nodes, segment):
            current.conditions.append(nodes)
            if beside.is_condition(nodes, self.scope):
                current.notes.append("the comparison behind it is read as its condition")
            return
        statement.word = segment.lead if segment.lead in ("let", "where") else statement.word
        if self.pending or self.pending_ranges:
            statement.conditions.extend(self.pending)
            statement.ranges.extend(self.pending_ranges)
        self.place(statement, segment)
        self.layout.statements.append(statement)

    def place(self, statement: Statement, segment: Segment) -> None:
        """Note on which side of which arrow a new statement stands."""
        before = self.layout.statements[-1] if self.layout.statements else None
        side = self.side if self.side is not None and before is self.side.last else None
        behind = bool(self.arrows) and side is self.arrows[-1].right
        if segment.lead in arrows.LEADS:
            premise = self.premise(segment.lead, side, behind)
            self.side = Side([("", statement)])
            if premise is not None and statement.states:
                self.arrows.append(Arrow(segment.lead, premise, self.side))
            elif segment.lead != "implies":
                statement.word = "unsupported"
        elif side is not None and len(side.parts) < arrows.MOST and segment.lead in (
            ",", "and", "or") and (
            behind or (arrows.is_premise(statement) and arrows.is_premise(side.last))
        ):  # fmt: skip
            side.parts.append((segment.lead, statement))
        else:
            self.side = Side([("", statement)])

    def premise(self, kind: str, side: Side | None, behind: bool) -> Side | None:
        """What counts as the left side of an arrow; None when nothing does."""
        if side is None or not side.last.states:
            return None
        conditional = all(arrows.is_premise(statement) for _, statement in side.parts)
        begins = kind == "implies" and not self.layout.continues and (
            self.layout.statements == [side.last])  # fmt: skip
        if behind or conditional or (begins and arrows.opens(side.last, self.scope)):
            return side
        return None if kind == "implies" else Side(side.parts[-1:])

    def looks_like_condition(self, nodes: list[Node], segment: Segment) -> bool:
        r"""``i \neq j`` or ``k \in ...`` behind a statement, without any word."""
        if segment.lead not in (",", "quad", "where") or segment.first:
            return False
        texts = [node.text for node in nodes if isinstance(node, Leaf)]
        if r"\neq" in texts or r"\ne" in texts:
            return True
        if beside.is_condition(nodes, self.scope) and beside.behind(self.current(), self.scope):
            return True
        small = len(nodes) == 3 and is_leaf(nodes[1], "=", "<", ">", r"\le", r"\ge")
        if not small:
            return False
        heads = [head_of(node) for node in (nodes[0], nodes[2])]
        found = [self.scope.fitting(head) for head in heads if head is not None]
        return len(found) == 2 and all(
            entry is not None and isinstance(entry[0], IndexName) for entry in found
        )

    def condition(self, nodes: list[Node], current: Statement | None, segment: Segment) -> None:
        """A condition: of the statement before it, or of those that follow."""
        if all(len(part) == 1 and head_of(part[0]) for part in split(nodes, (",",))):
            return
        target = self.pending if segment.first or current is None else current.conditions
        if is_range(nodes):
            ranges = (self.pending_ranges if target is self.pending or current is None
                      else current.ranges)  # fmt: skip
            ranges.append(nodes)
        else:
            target.append(nodes)

    def range(self, nodes: list[Node], current: Statement | None) -> None:
        r"""``i = 1, \dots, n`` beside a statement, or on its own."""
        if current is not None:
            current.ranges.append(nodes)
        else:
            self.pending_ranges.append(nodes)
            self.layout.statements.append(Statement([[]], ranges=[nodes], word="range"))

    def extend(self, nodes: list[Node], current: Statement | None) -> None:
        """``= b``: a further link."""
        statement = chain(nodes)
        if current is None:
            self.layout.continues = True
            self.layout.statements.append(statement)
            return
        current.signs.extend(statement.signs)
        current.sides.extend(statement.sides[1:])

    def prolong(self, nodes: list[Node], current: Statement) -> None:
        """``+ c``: more of the last side, and further links."""
        statement = chain(nodes)
        current.sides[-1].extend(statement.sides[0])
        current.signs.extend(statement.signs)
        current.sides.extend(statement.sides[1:])


def chain(nodes: Sequence[Node]) -> Statement:
    """The sides of a stretch and the signs between them."""
    statement = Statement([[]])
    waiting = list(nodes)
    for place, node in enumerate(waiting):
        follows = waiting[place + 1] if place + 1 < len(waiting) else None
        if is_leaf(node, ":") and follows is not None and is_leaf(follows, "="):
            continue
        named = node.base if isinstance(node, Script) else node
        sign = stacked_sign(node)
        if sign is not None:
            statement.signs.append(sign)
            statement.sides.append([])
        elif isinstance(named, Leaf) and named.text in LINKS | set(LOOSE) | ASSIGNING and (
            isinstance(node, Leaf)
        ):  # fmt: skip
            before = waiting[place - 1] if place else None
            if node.text == "=" and before is not None and is_leaf(before, ":"):
                node = Leaf(Token("command", r"\coloneqq", before.start, node.end))
            statement.signs.append(node)
            statement.sides.append([])
        else:
            statement.sides[-1].append(node)
    return statement


def stacked_sign(node: Node) -> Leaf | None:
    r"""``\stackrel{(a)}{=}`` as its relation; ``\stackrel{def}{=}`` as a definition."""
    if not isinstance(node, Command) or node.name not in (r"\stackrel", r"\overset", r"\underset",
                                                          r"\mathrel"):  # fmt: skip
        return None
    inner = node.arguments[-1].children
    if len(inner) != 1 or not is_leaf(inner[0], *LINKS, *LOOSE):
        return None
    sign = inner[0]
    assert isinstance(sign, Leaf)
    above = "".join(part.text if isinstance(part, (Leaf, Raw)) else "" for part in
                    node.arguments[0].children).strip().lower()  # fmt: skip
    text = r"\coloneqq" if above in ("def", "def.", r"\triangle", "!") else sign.text
    if above == "?":
        text = sign.text
    return Leaf(Token("command", text, node.start, node.end))


def equal_sign(at: Node) -> Leaf:
    """An equal sign that an arrow stands for."""
    return Leaf(Token("symbol", "=", at.start, at.start))


def trimmed(nodes: list[Node]) -> list[Node]:
    """``nodes`` without punctuation and ornaments at the end."""
    while nodes and is_leaf(nodes[-1], ".", *ORNAMENTS):
        nodes = nodes[:-1]
    return nodes
