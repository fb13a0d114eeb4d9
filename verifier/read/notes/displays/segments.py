r"""The rows of a display cut where commas, wide spaces, words and arrows separate.

Guarantee: every node of a row is in a stretch, or is what separates two, or is reported as
an aside. A row that begins with wide spaces begins with what stands behind them; in an
aligned environment each stretch knows its column. Limits: the words of ``words``.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.displays import arrows, beside, ranges, worded
from verifier.read.notes.displays.display import ORNAMENTS, SPACES, Aside, Layout, Segment, is_leaf
from verifier.read.notes.displays.rows import column_of
from verifier.read.notes.displays.words import (
    CONDITIONAL,
    CONNECTING,
    COUNTED,
    DENYING,
    DIMENSION,
    FOLLOWING,
    NUMBERED,
    ONE_WAY,
    REMARKS,
    only_words,
    setting,
    words_in,
)
from verifier.read.notes.formulas import builtin, conditions
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Raw, parts, text_of

OPEN = ("+", "-", r"\cdot", r"\times", r"\odot", "/")
"""Signs behind which a formula must go on."""


def remark(text: str) -> bool:
    """Whether words at the head of a row only say why the chain goes on."""
    words = [word.strip(",:;.()").lower() for word in text.split()]
    return bool(words) and (words[0] in REMARKS or " ".join(words[:2]) in REMARKS)


def reason(nodes: Node | Sequence[Node]) -> bool:
    r"""Whether ``(\because ...)``, or a row that begins with that sign, only says why."""
    if isinstance(nodes, Fenced):
        return bool(nodes.children) and reason(nodes.children)
    if not isinstance(nodes, list | tuple) or not is_leaf(nodes[0], r"\because"):
        return False
    return not any(arrows.lead(text_of(node)) for node in nodes)


def goes_on(nodes: Sequence[Node], space: Node) -> bool:
    """Whether a formula goes on behind a wide space: a sign that wants more stands before it."""
    wide = is_leaf(space, *SPACES) or (isinstance(space, Raw) and space.name == r"\quad")
    return wide and len(nodes) > 1 and is_leaf(nodes[-1], *OPEN)


THOUSAND = 3
"""Digits between the commas of a long number."""


def require_numbers(nodes: Sequence[Node], *, row: bool = True) -> None:
    """Raise for ``1,000`` and ``1e-3``: each may be one number."""
    for first, second, third in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if not is_number(first) or first.end != second.start or second.end != third.start:
            continue
        shown = text_of(first) + text_of(second) + text_of(third)
        if row and is_leaf(second, ",") and is_number(third) and len(text_of(third)) == THOUSAND:
            raise Complaint("ambiguous", f"`{shown}`: one number? Leave the comma out", first)
        if is_leaf(second, "e") and (is_number(third) or is_leaf(third, "-", "+")):
            raise Complaint("ambiguous", f"`{shown}`: a power of ten? Write `10^{{...}}`", first)
    for node in nodes:
        require_numbers(parts(node), row=False)


def is_number(node: Node) -> bool:
    """Whether a node is a number as written."""
    return isinstance(node, Leaf) and node.token.kind == "number"


class Segments:
    """Cuts rows; asides and tags go to the layout."""

    def __init__(self, layout: Layout, scope: Scope) -> None:
        self.layout = layout
        self.scope = scope

    def segments(self, line: list[Node]) -> list[Segment]:
        """The stretches of a row between separators."""
        require_numbers(line)
        line = worded.conditions_in(ranges.completed(line), self.scope)
        line = ranges.alternatives(line, self.scope)
        found = [Segment("", [], True)]
        for place, node in enumerate(line):
            after = line[place + 1] if place + 1 < len(line) else None
            if (mark := column_of(node)) is not None:
                blank = found[-1].first and not found[-1].nodes
                lead = found[-1].lead if blank else "quad"
                found.append(Segment(lead, [], blank, *mark))
                continue
            if found[-1].first and not found[-1].nodes and is_leaf(node, r"\because") and (
                reason(line[place:])
            ):  # fmt: skip
                self.aside(line[place:])
                return found
            if reason(node):
                self.aside([node])
                continue
            if after is not None and self.supposes(found, node, after):
                found[-1].lead = "for"
                found.append(Segment("", [], found[-1].first, found[-1].column, found[-1].opens))
                continue
            if ranges.behind(line, place) and found[-1].nodes:
                found.append(Segment("quad", [], False, found[-1].column))
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
                if remark(separator[6:]) and not found[-1].nodes:
                    found[-1].opens = ""
                separator = "quad"
            elif separator == "quad" and (
                self.heading(found[-1], node) or goes_on(found[-1].nodes, node)
            ):
                continue
            elif separator == "quad" and not found[-1].nodes and (
                found[-1].lead not in (",", "quad")
            ):  # fmt: skip
                continue  # a row, a column, or what stands behind a word, that begins with spaces
            blank = not found[-1].nodes
            opens = found[-1].opens if blank else ""
            first = found[-1].first and blank
            found.append(Segment(separator, [], first, found[-1].column, opens))
        return found

    def aside(self, nodes: Sequence[Node]) -> None:
        """Take a reason out of its row: no part of the chain."""
        text = " ".join(text_of(node) for node in nodes)
        self.layout.statements.append(Aside(text, nodes[0].start, nodes[-1].end))

    def heading(self, segment: Segment, node: Node) -> bool:
        r"""Take ``C_2: \quad`` at the head of a row out of it, as words."""
        nodes = segment.nodes
        if not segment.first or not 2 <= len(nodes) <= 3 or not is_leaf(nodes[-1], ":") or (
            not is_leaf(node, *SPACES) or any(head_of(one) is None for one in nodes[:-1])
        ):  # fmt: skip
            return False
        text = "".join(map(text_of, nodes))
        self.layout.statements.append(Aside(text, nodes[0].start, nodes[-1].end))
        segment.nodes = []
        return True

    def supposes(self, found: Sequence[Segment], node: Node, after: Node) -> bool:
        r"""Whether ``n = 2:``, ``\text{for } x > 0:`` stands here: a condition of what follows.

        So does ``\forall a, b \in S:``, which commas part.
        """
        segment = found[-1]
        leads = [one.lead for one in found]
        while leads and leads[-1] == ",":
            leads.pop()
        if is_leaf(node, ":") and segment.lead == "," and leads[-1:] == ["for"]:
            return conditions.is_relation(segment.nodes)
        if not is_leaf(node, ":") or segment.lead not in ("", "quad", "for"):
            return False
        spaced = is_leaf(after, *SPACES) or (isinstance(after, Raw) and after.name == r"\quad")
        if segment.lead == "for":
            return bool(segment.nodes)
        return conditions.is_relation(segment.nodes) and (
            spaced or beside.is_condition(segment.nodes, self.scope)
        )

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
            case Raw(r"\reason", text):
                return f"aside:{text}"
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
        if kind := setting(word):
            return kind
        if word in CONDITIONAL:
            return "for"
        if word == "let":
            return "let"
        if word in ONE_WAY:
            return "implies"
        if word in FOLLOWING:
            return "implied by"
        if DENYING.fullmatch(word):
            raise Complaint("not-supported", f"`{text.strip()}`: words that deny what stands "
                            "beside them, or ask for some value only", node)  # fmt: skip
        if word in ("if and only if", "iff", "is equivalent to", "exactly if", "exactly when"):
            return "iff"
        if word in CONNECTING:
            kinds = {"where": "where", "with": "where", "and": "and", "or": "or",
                     "implies": "implies", "since": "since", "because": "since",
                     "else": "else"}  # fmt: skip
            return kinds.get(word, "so")
        first = word.split(" ")[0]
        if first in ("if", "when", "for") and len(word.split()) > 1 and "$" not in text:
            return f"aside:{text.strip()}"
        if head is not None and isinstance(after, Fenced):
            return None
        if head is not None and " " not in word and "-" not in word and word not in REMARKS:
            return None
        return f"aside:{text.strip()}"
