r"""A display as statements: chains of links, with the conditions that stand beside them.

Guarantee: every node of the display ends up in a side, a condition, a relation sign, a
separator that is named here, or an aside that is reported; none is lost. Rows that begin
with a relation continue the chain, rows that begin with plus or minus the expression:

    a &= b \\ &\quad + c \\ &= d   ->   a = b + c,  b + c = d

Limits: ``&`` and ``\\`` inside brackets are line breaks only.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.displays import arrows, beside, signs
from verifier.read.notes.displays.arrows import Arrow, Side
from verifier.read.notes.displays.columns import JOINING
from verifier.read.notes.displays.display import (
    ASSIGNING,
    DEMANDED,
    LINKS,
    LOOSE,
    SAID,
    SPACES,
    Aside,
    Layout,
    Segment,
    Statement,
    is_leaf,
)
from verifier.read.notes.displays.ranges import is_range, merged
from verifier.read.notes.displays.rows import collect, system_of, without_enumerator, without_label
from verifier.read.notes.displays.segments import Segments
from verifier.read.notes.displays.words import (
    is_dimension,
    is_number_tag,
    shape_statement,
    tag_text,
)
from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.scope import IndexName, Scope
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, text_of

REPEATED = "the sign repeated at the end of a line is read once"


REASON = "a reason in words that may hold here"


def take_apart(nodes: Sequence[Node], scope: Scope) -> Layout:
    """The statements of a display."""
    layout = Layout()
    reader = _Reader(layout, scope)
    out: list[list[Node]] = [[]]
    collect(without_label(without_enumerator(list(nodes))), out, layout)
    for line in out:
        if line:
            reader.row(line)
    arrows.joined(reader.arrows, layout)
    opening = layout.statements[0] if layout.statements else None
    if isinstance(opening, Statement) and opening.signs and opening.sides[0] and (
        is_leaf(opening.sides[0][0], "+")
    ):  # fmt: skip
        raise Complaint("syntax", "this begins with `+`, but words stand between it and the "
                        "display it goes on with", opening.sides[0][0])  # fmt: skip
    return layout


class _Reader(Segments):
    """Builds statements row by row."""

    def __init__(self, layout: Layout, scope: Scope) -> None:
        super().__init__(layout, scope)
        self.before = 0
        """How many statements and asides the rows before this one make."""
        self.pending: list[list[Node]] = []
        self.pending_ranges: list[list[Node]] = []
        self.implied = False
        self.setting = ""
        """``required`` behind words that set conditions, ``equality`` behind ``with equality``."""
        self.arrows: list[Arrow] = []
        self.blank = False
        """Whether the row before is a sign on its own, with a place left blank behind it."""
        self.side: Side | None = None
        """The statements so far that the next arrow may stand behind."""

    def row(self, line: list[Node]) -> None:
        """One row of the display."""
        if any(is_dimension(node) for node in line):
            self.shapes(line)
            return
        self.before = len(self.layout.statements)
        line = signs.whole(line)
        segments = beside.shared(merged(self.segments(arrows.opened(line))), self.scope)
        segments = beside.further(segments, self.scope)
        if (last := self.current()) is None or last.word not in SAID:
            self.setting = ""
        for segment in signs.carried(segments):
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
        return next((item for item in reversed(self.layout.statements)
                     if isinstance(item, Statement)), None)  # fmt: skip

    def segment(self, segment: Segment) -> None:
        """Put one stretch where it belongs."""
        nodes = signs.trimmed(segment.nodes)
        sets = self.sets(segment)
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
            self.extend(nodes, self.goes_on(segment))
            return
        if sets:
            self.demand(nodes, current)
            return
        if self.joins(nodes, segment):
            return
        self.start(nodes, segment, current)

    def sets(self, segment: Segment) -> bool:
        """Whether a stretch states a condition that the words before it set."""
        if segment.lead in SAID:
            self.setting = segment.lead
        elif segment.lead in ("so", "let", "where"):
            self.setting = ""
        return bool(self.setting)

    def demand(self, nodes: list[Node], current: Statement | None) -> None:
        """A condition that words set: given to the claim before it, or nothing is claimed."""
        if self.setting == "required" and current is not None and current.signs and (
            not current.word
        ):  # fmt: skip
            current.given.append(nodes)
            current.notes.append("what the words behind it demand is assumed")
            return
        statement = chain(nodes)
        statement.word = self.setting
        self.layout.statements.append(statement)

    def start(self, nodes: list[Node], segment: Segment, current: Statement | None) -> None:
        """A new statement, or a side that an arrow joins to the last."""
        logic = conditions.is_logic(nodes)
        statement = Statement([list(nodes)], word="logic") if logic else chain(nodes)
        if segment.lead == "implies" and current is not None and current.signs and (
            not statement.states or self.implied
        ):  # fmt: skip
            self.implied = True
            arrow = signs.equal_sign(nodes[0])
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
        self.doubt(statement, segment)
        if self.pending or self.pending_ranges:
            statement.conditions.extend(self.pending)
            statement.ranges.extend(self.pending_ranges)
        statement.column = segment.column if segment.opens else None
        self.place(statement, segment)
        self.layout.statements.append(statement)

    def doubt(self, statement: Statement, segment: Segment) -> None:
        """Note what a word between two statements may say of them."""
        last = self.layout.statements[-1] if self.layout.statements else None
        told = isinstance(last, Aside) and last.end <= segment.nodes[0].start and (
            last in self.layout.statements[self.before :])  # fmt: skip
        bare = isinstance(last, Statement) and not last.states and not segment.first
        if segment.lead == "implies" and (told or bare):
            statement.doubts.append("whether it is meant where what stands before the arrow holds")
        reason = segment.lead in ("since", "because")
        if statement.states and (reason or (segment.lead in (",", "so") and isinstance(
            last, Statement) and last.doubts == [REASON])):  # fmt: skip
            statement.doubts.append(REASON)
        if not isinstance(last, Statement) or not (last.states and statement.states):
            return
        statement.follows = segment.lead in ("so", "implies")
        if segment.lead == "or":
            for one in (last, statement):
                one.doubts.append("whether `or` joins alternatives")
        elif reason:
            last.doubts.append(REASON)
        elif segment.lead == "else":
            statement.doubts.append("whether it is meant where the condition before it fails")
        elif segment.lead == "so" and arrows.is_premise(last):
            statement.doubts.append("whether it is meant where what stands before it holds")

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
            ",", "and", "or") and (behind or segment.lead == "or" or (
                arrows.is_premise(statement) and arrows.is_premise(side.last))
            or (segment.lead == "and" and all(
                arrows.opens(one, self.scope) for one in (statement, side.last)))
        ):  # fmt: skip
            side.parts.append((segment.lead, statement))
        else:
            self.side = Side([("", statement)])

    def premise(self, kind: str, side: Side | None, behind: bool) -> Side | None:
        """What counts as the left side of an arrow; None when nothing does."""
        if side is None or not side.last.states:
            return None
        conditional = all(arrows.is_premise(statement) for _, statement in side.parts)
        made = [statement for _, statement in side.parts]
        begins = kind == "implies" and not self.layout.continues and (
            self.layout.statements == made)  # fmt: skip
        if behind or conditional or (begins and all(arrows.opens(one, self.scope) for one in made)):
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
        if len(nodes) > 1 and not is_leaf(nodes[1], "=") and (
            beside.of_arguments(nodes, self.current())
        ):  # fmt: skip
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
            if current is not None and current.conditions and not segment.first:
                current.everywhere.append(nodes)
            return
        target = self.pending if segment.first or current is None else current.conditions
        if not is_range(nodes):
            target.append(nodes)
        elif target is self.pending or current is None:
            self.pending_ranges.append(nodes)
        else:
            current.ranges.append(nodes)

    def range(self, nodes: list[Node], current: Statement | None) -> None:
        r"""``i = 1, \dots, n`` beside a statement, or on its own."""
        if current is not None:
            current.ranges.append(nodes)
        else:
            self.pending_ranges.append(nodes)
            self.layout.statements.append(Statement([[]], ranges=[nodes], word="range"))

    def goes_on(self, segment: Segment) -> Statement | None:
        """The statement that a stretch which begins with a sign continues: that of its column."""
        if segment.column is not None and segment.opens:
            for item in reversed(self.layout.statements):
                if isinstance(item, Statement) and item.column == segment.column:
                    return item
        return self.current()

    def joins(self, nodes: list[Node], segment: Segment) -> bool:
        """Put a row that goes on with the expression before it there; whether it does."""
        before = self.goes_on(segment)
        begins = (segment.first or bool(segment.opens)) and segment.lead in ("", "quad")
        if before is None or not begins or not (before.signs or before.sides[-1]):
            return False
        last, states = before.sides[-1], conditions.is_relation(nodes)
        sign = is_leaf(nodes[0], *JOINING)
        if last and is_leaf(last[-1], *JOINING):
            if sign and text_of(last[-1]) == text_of(nodes[0]):
                before.notes.append(REPEATED)
                nodes = nodes[1:]
        elif not last:
            if states and segment.opens != "right":
                return False
        elif not sign or (states and segment.opens == "left") or not (
            segment.first or segment.opens == "right"
        ):  # fmt: skip
            if before.signs and not states:
                before.doubts.append("whether the row below it is more of it")
            return False
        elif states and is_leaf(nodes[0], "-"):
            before.notes.append("a row that begins with a minus is read as more of the row before")
        if nodes:
            self.prolong(nodes, before)
        return True

    def extend(self, nodes: list[Node], current: Statement | None) -> None:
        """``= b``: a further link."""
        statement = chain(nodes)
        if current is None:
            self.layout.continues = True
            self.layout.statements.append(statement)
            return
        blank, self.blank = self.blank, not any(statement.sides)
        if current.signs and not current.sides[-1] and not blank and (
            text_of(current.signs[-1]) == text_of(statement.signs[0])
        ):  # fmt: skip
            current.notes.append(REPEATED)
            current.signs.pop()
            current.sides.pop()
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
    for node in signs.whole(nodes):
        sign = signs.stacked_sign(node)
        if sign is None and is_leaf(node, *LINKS, *LOOSE, *ASSIGNING, DEMANDED):
            assert isinstance(node, Leaf)
            sign = node
        if sign is not None:
            statement.signs.append(sign)
            statement.sides.append([])
        else:
            statement.sides[-1].append(node)
    return statement
