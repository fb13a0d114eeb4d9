r"""A display as statements: chains of links, with the conditions that stand beside them.

Guarantee: every node of the display ends up in a side, a condition, a relation sign, a
separator that is named here, or an aside that is reported; none is lost. Rows that begin
with a relation continue the chain, rows that begin with plus or minus the expression:

    a &= b \\ &\quad + c \\ &= d   ->   a = b + c,  b + c = d

Limits: ``&`` and ``\\`` inside brackets are line breaks only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from verifier.read.notes import builtin, conditions
from verifier.read.notes.lexer import Token
from verifier.read.notes.names import head_of, split
from verifier.read.notes.scope import IndexName, Scope
from verifier.read.notes.tree import Command, Environment, Fenced, Group, Leaf, Node, Raw, Script

ALIGNED = frozenset({"aligned", "align", "align*", "alignat", "alignat*", "alignedat", "split",
                     "eqnarray", "eqnarray*", "flalign", "flalign*"})  # fmt: skip
STACKED = frozenset({"gather", "gather*", "gathered", "multline", "multline*", "equation",
                     "equation*", "displaymath", "math", "dmath", "dmath*", "subequations"})  # fmt: skip
LINKS = frozenset(conditions.RELATIONS) | {r"\in", r"\notin"}
LOOSE = {
    r"\approx": "an approximate equality", r"\simeq": "an approximate equality",
    r"\propto": "proportionality", r"\sim": "a distribution", r"\cong": "an isomorphism",
    r"\ll": "an order of magnitude", r"\gg": "an order of magnitude", r"\lesssim": "an estimate",
    r"\gtrsim": "an estimate", r"\mapsto": "a mapping", r"\to": "an arrow",
    r"\rightarrow": "an arrow", r"\longrightarrow": "an arrow", r"\xrightarrow": "an arrow",
    r"\subset": "a relation of sets", r"\subseteq": "a relation of sets", r"\perp": "a relation",
    r"\succeq": "an order of matrices", r"\succ": "an order of matrices",
    r"\preceq": "an order of matrices", r"\doteq": "an approximate equality",
    r"\asymp": "an approximate equality", r"\parallel": "a relation",
}  # fmt: skip
ASSIGNING = frozenset({r"\leftarrow", r"\gets", r"\longleftarrow"})
IMPLYING = frozenset({r"\Rightarrow", r"\implies", r"\Longrightarrow", r"\iff", r"\therefore",
                      r"\Leftrightarrow", r"\because", r"\Longleftrightarrow", r"\leadsto",
                      r"\rightsquigarrow"})  # fmt: skip
SPACES = frozenset({r"\quad", r"\qquad"})
ORNAMENTS = frozenset({r"\checkmark", r"\blacksquare", r"\square", r"\qed", r"\Box", r"\star",
                       r"\bigstar", "."})  # fmt: skip
CONDITIONAL = frozenset({"if", "when", "for", "for all", "for any", "for every", "for each",
                         "whenever", "given", "given that", "provided", "provided that",
                         "assuming", "case", "in case", "forall", "at"})  # fmt: skip
CONNECTING = frozenset({"and", "or", "so", "thus", "therefore", "hence", "then", "that is", "i.e.",
                        "ie", "we get", "we have", "since", "because", "now", "also", "but",
                        "note that", "finally", "where", "with", "which gives", "gives", "and so",
                        "so that", "it follows that", "we obtain", "similarly", "moreover",
                        "in particular", "else", "and,", "thus we get", "this gives", "yields",
                        "implies", "in which case", "is", "are", "respectively", "as"})  # fmt: skip
NUMBERED = re.compile(r"[-–— ]*\((\d+[a-z]?)\)")
DIMENSION = re.compile(r"(dim|dims|dimensions?|shapes?|size)( of)?", re.IGNORECASE)


@dataclass
class Statement:
    """``side sign side sign side ...``; one side and no sign when nothing is stated."""

    sides: list[list[Node]]
    signs: list[Leaf] = field(default_factory=list)
    conditions: list[list[Node]] = field(default_factory=list)
    ranges: list[list[Node]] = field(default_factory=list)
    word: str = ""
    """``let`` when the text introduces a value, ``shape`` for a statement of dimensions."""
    notes: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the first node."""
        return min((node.start for side in self.sides for node in side), default=0)


@dataclass
class Aside:
    """Words that state nothing."""

    text: str
    start: int
    end: int


@dataclass
class Layout:
    """A display taken apart."""

    statements: list[Statement | Aside] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    continues: bool = False
    """Whether it begins with a relation, and so goes on where the last display ended."""


@dataclass
class Segment:
    """A stretch without separators, and what stood before it."""

    lead: str
    nodes: list[Node]
    first: bool
    """Whether it begins a row."""


def take_apart(nodes: Sequence[Node], scope: Scope) -> Layout:
    """The statements of a display."""
    layout = Layout()
    reader = _Reader(layout, scope)
    out: list[list[Node]] = [[]]
    collect(without_enumerator(list(nodes)), out, layout)
    for line in out:
        if line:
            reader.row(line)
    return layout


ITEM = re.compile(r"\(?[0-9]{0,2}[.]?\s*[A-Za-z0-9]{0,2}\s*[).]+")


def without_enumerator(nodes: list[Node]) -> list[Node]:
    """``h) f(x) = ...`` and ``3b) . N = ...`` without what numbers them."""
    for length in range(min(5, len(nodes) - 1), 1, -1):
        head = nodes[:length]
        text = "".join(
            node.text.strip() if isinstance(node, Raw) else node.text if isinstance(node, Leaf)
            else "?" for node in head
        )  # fmt: skip
        if ITEM.fullmatch(text) and text[-1] in ").":
            return nodes[length:]
    return nodes


def is_leaf(node: Node, *texts: str) -> bool:
    """Whether ``node`` is one of these signs."""
    return isinstance(node, Leaf) and node.text in texts


def collect(nodes: Sequence[Node], out: list[list[Node]], layout: Layout) -> None:
    """The rows of a display into ``out``; environments are opened, tags taken out."""
    for node in nodes:
        if isinstance(node, Raw) and node.name in (r"\label", r"\tag", r"\tag*"):
            layout.tags.append(node.text.strip())
        elif is_leaf(node, "\\\\"):
            out.append([])
        elif is_leaf(node, "&"):
            continue
        elif isinstance(node, Environment) and node.name in ALIGNED | STACKED:
            rows(node, out, layout)
        elif (inside := opened(node)) is not None:
            collect(inside, out, layout)
        else:
            out[-1].append(node)


def rows(node: Environment, out: list[list[Node]], layout: Layout) -> None:
    """The rows of an aligned environment; every second column begins a new stretch."""
    for place, row in enumerate(node.rows):
        if place:
            out.append([])
        for column, cell in enumerate(row):
            if column and column % 2 == 0 and node.name in ALIGNED - {"eqnarray", "eqnarray*"}:
                out[-1].append(Raw(r"\quad", "", *edge(cell, node)))
            collect(cell, out, layout)


def edge(cell: Sequence[Node], node: Node) -> tuple[int, int]:
    """Where a column begins."""
    start = cell[0].start if cell else node.end
    return start, start


def opened(node: Node) -> Sequence[Node] | None:
    """What stands in a box, brace or group that holds whole statements; None for others."""
    inside: Sequence[Node] | None = None
    match node:
        case Command(r"\boxed" | r"\fbox" | r"\ensuremath", (group,)):
            inside = group.children
        case Group(children):
            inside = children
        case Fenced(left, right, children) if {left, right} <= {".", r"\{", r"\}", "[", "]"}:
            if len(children) == 1 and isinstance(children[0], Environment) and (
                children[0].name in ALIGNED | STACKED
            ):  # fmt: skip
                return children
            return None
        case _:
            return None
    holds = any(
        is_leaf(part, *LINKS, *LOOSE, *ASSIGNING, *IMPLYING)
        or (isinstance(part, Environment) and part.name in ALIGNED | STACKED)
        for part in inside
    )
    return inside if holds else None


class _Reader:
    """Builds statements row by row."""

    def __init__(self, layout: Layout, scope: Scope) -> None:
        self.layout = layout
        self.scope = scope
        self.pending: list[list[Node]] = []
        self.pending_ranges: list[list[Node]] = []
        self.implied = False

    def row(self, line: list[Node]) -> None:
        """One row of the display."""
        if any(is_dimension(node) for node in line):
            self.shapes(line)
            return
        segments = merged(self.segments(line))
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
            separator = self.separator(node, line[place + 1] if place + 1 < len(line) else None)
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
            case Leaf() if node.text in IMPLYING:
                return "because" if node.text == r"\because" else "implies"
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
        if word in CONNECTING:
            return "where" if word in ("where", "with") else "and"
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
        statement = chain(nodes)
        if segment.lead == "implies" and current is not None and current.signs and (
            not statement.signs or self.implied
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
            return
        statement.word = segment.lead if segment.lead == "let" else ""
        if self.pending or self.pending_ranges:
            statement.conditions.extend(self.pending)
            statement.ranges.extend(self.pending_ranges)
        self.layout.statements.append(statement)

    def looks_like_condition(self, nodes: list[Node], segment: Segment) -> bool:
        """``i \\neq j`` or ``k \\in ...`` behind a statement, without any word."""
        if segment.lead not in (",", "quad", "where") or segment.first:
            return False
        texts = [node.text for node in nodes if isinstance(node, Leaf)]
        if r"\neq" in texts or r"\ne" in texts:
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
        """``i = 1, \\dots, n`` beside a statement, or on its own."""
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


def system_of(nodes: Sequence[Node]) -> list[list[Node]] | None:
    """The statements of a brace that stands alone and holds one in each row."""
    if len(nodes) != 1 or not isinstance(nodes[0], Environment):
        return None
    environment = nodes[0]
    if environment.name not in ("cases", "dcases") or any(
        len([cell for cell in row if cell]) != 1 for row in environment.rows
    ):  # fmt: skip
        return None
    found = [[node for cell in row for node in cell] for row in environment.rows]
    return found if all(conditions.is_relation(row) for row in found) else None


def equal_sign(at: Node) -> Leaf:
    """An equal sign that an arrow stands for."""
    return Leaf(Token("symbol", "=", at.start, at.start))


def trimmed(nodes: list[Node]) -> list[Node]:
    """``nodes`` without punctuation and ornaments at the end."""
    while nodes and is_leaf(nodes[-1], ".", *ORNAMENTS):
        nodes = nodes[:-1]
    return nodes


def merged(segments: list[Segment]) -> list[Segment]:
    """``i = 1``, dots, ``n`` put together again."""
    found: list[Segment] = []
    for segment in segments:
        only_dots = len(segment.nodes) == 1 and conditions.is_dots(segment.nodes[0])
        after_dots = bool(found) and bool(found[-1].nodes) and (
            conditions.is_dots(found[-1].nodes[-1]) and segment.lead == ","
        )
        names = bool(found) and segment.lead == "," and has_equal(segment.nodes) and (
            name_row(found[-1].nodes) and ahead_is_range(segments, segment)
        )
        counting = bool(found) and segment.lead == "," and ahead_is_range(segments, segment) and (
            is_range_start(found[-1].nodes) and len(segment.nodes) == 1
        )
        if (only_dots and segment.lead == "," and found) or after_dots or names or counting:
            comma = comma_before(segment, found[-1])
            found[-1].nodes.extend([comma, *segment.nodes])
        else:
            found.append(segment)
    return found


def comma_before(segment: Segment, last: Segment) -> Leaf:
    """The comma that was taken out between two stretches."""
    at = last.nodes[-1].end if last.nodes else segment.nodes[0].start
    return Leaf(Token("symbol", ",", at, at + 1))


def has_equal(nodes: Sequence[Node]) -> bool:
    """Whether an equal sign or membership stands in ``nodes``."""
    return any(is_leaf(node, "=", r"\in") for node in nodes)


def name_row(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are names between commas."""
    parts = split(nodes, (",",))
    return bool(parts) and all(len(part) == 1 and head_of(part[0]) is not None for part in parts)


def is_range_start(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are ``i = 1`` or ``i = 1, 2``."""
    return len(nodes) >= 3 and head_of(nodes[0]) is not None and has_equal(nodes)


def ahead_is_range(segments: list[Segment], segment: Segment) -> bool:
    """Whether dots follow within the next stretches."""
    place = next(at for at, one in enumerate(segments) if one is segment)
    for following in segments[place + 1 : place + 4]:
        if following.lead != ",":
            return False
        if len(following.nodes) == 1 and conditions.is_dots(following.nodes[0]):
            return True
    return any(conditions.is_dots(node) for node in segment.nodes)


def is_range(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are ``i, j = 1, \\dots, n``."""
    equals = [place for place, node in enumerate(nodes) if is_leaf(node, "=")]
    if len(equals) != 1 or not name_row(nodes[: equals[0]]):
        return False
    right = nodes[equals[0] + 1 :]
    return any(conditions.is_dots(node) for node in right) and any(
        is_leaf(node, ",") or conditions.is_dots(node) for node in right
    ) and not any(is_leaf(node, "+", "*", r"\cdot") for node in right)


def only_words(node: Fenced) -> bool:
    """Whether a fence holds an annotation in words."""
    inside: list[Node] = list(node.children)
    if len(inside) == 1 and isinstance(inside[0], Environment):
        inside = [part for row in inside[0].rows for cell in row for part in cell]
    return bool(inside) and all(isinstance(part, Raw) and " " in part.text.strip() or (
        isinstance(part, Raw) and len(inside) > 1) for part in inside)  # fmt: skip


def words_in(node: Fenced) -> str:
    """The words of an annotation."""
    found: list[str] = []
    waiting: list[Node] = list(reversed(node.children))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Raw):
            found.append(part.text.strip())
        elif isinstance(part, Environment):
            waiting.extend(
                reversed([inner for row in part.rows for cell in row for inner in cell])
            )
    return " ".join(found)


def is_number_tag(nodes: Sequence[Node], segment: Segment) -> bool:
    """Whether a stretch is ``(3)`` at the end of a row."""
    rest = [node for node in nodes if not is_leaf(node, "-")]
    return segment.lead == "quad" and len(rest) == 1 and isinstance(rest[0], Fenced) and (
        rest[0].left == "(" and len(rest[0].children) == 1 and isinstance(rest[0].children[0], Leaf)
        and rest[0].children[0].token.kind == "number"
    )  # fmt: skip


def tag_text(nodes: Sequence[Node]) -> str:
    """The number of an equation."""
    fence = next(node for node in nodes if isinstance(node, Fenced))
    leaf = fence.children[0]
    return leaf.text if isinstance(leaf, Leaf) else ""


def is_dimension(node: Node) -> bool:
    """Whether ``node`` is the word dimension."""
    return isinstance(node, Raw) and DIMENSION.fullmatch(node.text.strip().strip(":")) is not None


def shape_statement(nodes: list[Node]) -> Statement | None:
    """``\\text{Dimension of } b = m \\times 1``; None for anything else."""
    words = [place for place, node in enumerate(nodes) if is_dimension(node)]
    if not words:
        return None
    rest = [node for place, node in enumerate(nodes) if place not in words]
    for place, node in enumerate(rest):
        if is_leaf(node, "=", ":", r"\to", r"\rightarrow") and isinstance(node, Leaf):
            return Statement([rest[:place], rest[place + 1 :]], [node], word="shape")
    return None


def argument_kind(node: Node | None) -> str:
    """``argmin`` or ``argmax`` when a side begins with it."""
    match node:
        case Command(r"\underset", (_, over)):
            text = "".join(part.text.strip() if isinstance(part, (Raw, Leaf)) else ""
                           for part in over.children)  # fmt: skip
        case Script(base=Raw(text=text)) | Raw(text=text):
            pass
        case Script(base=Leaf()) | Leaf():
            base = node.base if isinstance(node, Script) else node
            text = base.text if isinstance(base, Leaf) else ""
        case _:
            return ""
    text = text.replace(" ", "").replace(r"\,", "").replace("\\", "")
    return text if text in ("argmin", "argmax") else ""
