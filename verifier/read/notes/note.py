r"""A note read from top to bottom.

Guarantee: every declaration takes effect from where it stands to the end of its section;
every display yields at least one item, in order: a claim for each link, ``IllFormed``
with the place and the line to paste where a piece cannot be read, ``Unchecked`` with the
reason where nothing checkable is stated. What is wrong in one display costs no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verifier.claim import Claim, IllFormed, Item, Span, Unchecked
from verifier.read.notes.declarations import (
    assume,
    called_variables,
    define,
    hedged,
    indexes,
    let,
    limiting,
)
from verifier.read.notes.displays import existence, given, judged, lead_in, signs, statements
from verifier.read.notes.displays.display import Layout, Statement
from verifier.read.notes.displays.marks import Mark, expecting, marked, skipped
from verifier.read.notes.displays.rows import row_end
from verifier.read.notes.formulas import conditions
from verifier.read.notes.probability import law_formulas
from verifier.read.notes.recursions import updates
from verifier.read.notes.scopes import informal, order, recall
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source import goes_on
from verifier.read.notes.source.complaint import Complaint, Place, Placed, Source
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.items import ill_formed, span
from verifier.read.notes.source.macros import Macro, collect, expand, shown
from verifier.read.notes.source.markdown import Block, Display, Heading, Prose
from verifier.read.notes.source.prose import Declaration, Formula, declarations
from verifier.read.notes.source.slugs import slugged, unnumbered
from verifier.read.notes.source.tree import Node
from verifier.read.notes.terms.unfold import Definitions

FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""Errors of the reader itself, which must not take the rest of a note with them."""


def failed(error: Exception, at: Placed) -> Complaint:
    """What is said of a line on which the reader itself fails."""
    return Complaint("reader-failed", "the reader itself failed here, which is a bug in it "
                     f"({type(error).__name__}: {error}); the rest is read", at)  # fmt: skip


@dataclass
class Note:
    """The state of reading."""

    source: Source
    stem: str
    macros: dict[str, Macro] = field(default_factory=dict)
    defined: list[Place] = field(default_factory=list)
    """Where the macros are defined."""
    scope: Scope = field(default_factory=Scope)
    definitions: Definitions = field(default_factory=Definitions)
    owners: Owners = field(default_factory=Owners)
    items: list[Item] = field(default_factory=list)
    title: str = ""
    displays: int = 0
    headings: dict[str, int] = field(default_factory=dict)
    section: str = ""
    used: dict[str, int] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    defining: bool = False
    labels: dict[str, list[Claim]] = field(default_factory=dict)
    last: tuple[tuple[Node, ...], tuple[Node, ...], Scope] | None = None
    """First and last side of the last chain, and its section."""
    faults: int = 0

    def read(self, blocks: Sequence[Block]) -> None:
        """All blocks in order."""
        self.macros, self.defined = collect(self.source.text)
        for block in goes_on.joined(self.source.text, blocks):
            match block:
                case Heading():
                    self.heading(block)
                case Prose():
                    self.prose(block)
                case Display():
                    self.display(block)
        for mark in self.marks:
            self.fault(Complaint("declaration", f"no display follows this **{mark.keyword}**",
                                 mark.place))  # fmt: skip

    # -- sections ------------------------------------------------------------------------

    def heading(self, heading: Heading) -> None:
        """Leave the sections that this heading ends, and begin one."""
        self.title = self.title or heading.text
        scope: Scope = self.scope
        while scope.outer is not None and scope.level >= heading.level:
            recall.leave(scope, scope.outer)
            scope = scope.outer
        self.scope = scope.inner(heading.level, heading.text)
        slug = slugged(unnumbered(heading.text)) or slugged(heading.text) or "section"
        count = self.headings[slug] = self.headings.get(slug, 0) + 1
        self.section = slug if count == 1 else f"{slug}-{count}"
        self.last = None

    # -- declarations --------------------------------------------------------------------

    def prose(self, block: Prose) -> None:
        """The declarations of a paragraph."""
        try:
            found = order.ordered(list(declarations(self.source.text, block, self.macros)))
        except Complaint as complaint:
            recall.missing(self.scope, None, self.line((complaint.place or block).start))
            self.fault(complaint.placed(Place(block.start, block.end)))
            return
        for declaration in found:
            known = list(self.scope.assumptions)
            try:
                self.declare(declaration)
            except Complaint as complaint:
                recall.taken_back(self.scope, known)
                recall.missing(self.scope, declaration, self.line(declaration.place.start))
                self.fault(complaint.placed(declaration.place))
            except RecursionError:
                self.fault(Complaint("too-deep", "this nests too deep", declaration.place))
            except FAILURES as error:
                recall.taken_back(self.scope, known)
                recall.missing(self.scope, declaration, self.line(declaration.place.start))
                self.fault(failed(error, declaration.place))

    def context(self) -> Context:
        """A context in the section at hand."""
        return Context(self.source, self.scope, self.definitions)

    def declare(self, declaration: Declaration) -> None:
        """One declaration."""
        ctx = self.context()
        match declaration.keyword:
            case "Let":
                plain, written = law_formulas.apart(hedged.read(declaration))
                later = called_variables.declare(ctx, plain, self.owners)
                for formulas in written:
                    law_formulas.take(ctx, formulas, self.owners)
                defining, others = limiting.apart(ctx, later)
                if defining:
                    whole = limiting.with_conditions(plain.formulas, defining)
                    self.define(ctx, declaration, whole)
                for made in [made for one in others for made in limiting.moments(ctx, one)]:
                    let.let(ctx, replace(declaration, formulas=(made,)), self.owners)
                if others:
                    assume.assume(ctx, replace(declaration, formulas=tuple(others)))
            case "Define":
                if declaration.formulas:
                    self.define(ctx, declaration, hedged.read(declaration).formulas)
                else:
                    self.defining = True
            case "Index":
                indexes.index(ctx, declaration)
            case "Assume":
                updates.assume(ctx, hedged.read(declaration), self.owners)
            case "Layout":
                assume.layout(ctx, declaration)
            case "Case":
                self.case(declaration)
            case "In all cases":
                for scope in self.scope.chain():
                    scope.cases.clear()
            case _ if not informal.declared(ctx, declaration):
                self.marks.append(marked(declaration))

    def define(self, ctx: Context, declaration: Declaration, formulas: Sequence[Formula]) -> None:
        """Definitions; what else their chains state is judged."""
        found = define.define(ctx, declaration, self.owners, formulas)
        for count, remainder in enumerate(found, 1):
            base = f"{self.base()}/definition-{self.line(declaration.place.start)}"
            judge = judged.Judge(
                self.source, remainder.context, f"{base}#{count}", owners=self.owners
            )
            sign = signs.equal_sign(remainder.right[0])
            self.items.append(judge.link(remainder.left, sign, remainder.right))

    def case(self, declaration: Declaration) -> None:
        """Replace the case in force."""
        for scope in self.scope.chain():
            scope.cases.clear()
        if not declaration.formulas:
            raise Complaint("declaration", "which case? Write it as a formula", declaration.place)
        for formula in hedged.read(declaration).formulas:
            if not conditions.is_relation(formula.nodes):
                raise Complaint("declaration", "a case is a condition such as `$i = j$`",
                                formula.nodes[0])  # fmt: skip
            self.scope.cases.append(formula.nodes)

    # -- displays ------------------------------------------------------------------------

    def display(self, block: Display) -> None:
        """One display: its items."""
        self.displays += 1 + len(block.more)
        marks, self.marks = self.marks, []
        defining, self.defining = self.defining, False
        before = len(self.items)
        skip = next((mark for mark in marks if mark.keyword == "Skip"), None)
        at = Place(block.start, max(block.end, block.start + 1))
        base = self.identifier()
        if skip is not None:
            kind, reason = skipped(skip.text)
            self.items.append(Unchecked(base, kind, reason, self.span(at)))
            return
        if (said := lead_in.sets(self.source.text, block)) is not None:
            self.items.append(Unchecked(base, "not mathematical", said, self.span(at)))
            return
        try:
            nodes = self.nodes(block)
            apart = statements.take_apart(nodes, self.scope)
            base = self.renamed(base, apart.tags)
            if defining:
                self.define_display(nodes, base, at)
            else:
                led = lead_in.stated(self.source.text, block, self.macros)
                self.led = self.led if apart.continues and not any(led) else led
                last = self.last
                self.judge(nodes, apart, base, at)
                self.last = last if lead_in.cites(self.source.text, block) else self.last
        except Complaint as complaint:
            if complaint.code == "not-supported":
                where = complaint.place or at
                self.items.append(Unchecked(base, "not supported", complaint.message,
                                            self.span(Place(where.start, where.end))))  # fmt: skip
            else:
                self.items.append(self.ill_formed(base, complaint.placed(at), at))
        except RecursionError:
            deep = Complaint("too-deep", "this display nests too deep", at)
            self.items.append(self.ill_formed(base, deep, at))
        except FAILURES as error:
            del self.items[before:]
            self.items.append(self.ill_formed(base, failed(error, at), at))
        if len(self.items) == before:
            self.items.append(Unchecked(base, "not mathematical", "it states nothing",
                                        self.span(at)))  # fmt: skip
        self.items[before:] = expecting(self.items[before:], marks)
        self.use(marks, before)
        for tag in self.tags:
            self.labels[tag] = [item for item in self.items[before:] if isinstance(item, Claim)]

    tags: tuple[str, ...] = ()
    led: lead_in.Led = ((), ())
    """The conditions that lead to the display at hand."""

    def nodes(self, block: Display) -> tuple[Node, ...]:
        """The tree of a display."""
        if block.fault:
            raise Complaint("syntax", block.fault, Place(block.start, block.start + 1))
        stream = shown(self.source.text, block.start, block.end, self.defined)
        found = grow(expand(stream, self.macros)).children
        for one in block.more:
            found = (*found, row_end(one.start), *self.nodes(one))
        return found

    def judge(self, nodes: tuple[Node, ...], apart: Layout, base: str, at: Place) -> None:
        """The statements of a display, one after the other."""
        scope, said = recall.recalled(self.context(), nodes, apart)
        ctx = replace(self.context(), scope=scope, whole=nodes)
        judge: judged.Judge

        def make() -> list[Item]:
            nonlocal judge
            judge = judged.Judge(self.source, ctx, base, last=self.last, owners=self.owners)
            judge.home = self.scope
            return [recall.noted(item, said) for item in judge.display(apart, self.scope)]

        made = lead_in.under(self.scope, self.led, make)
        found = existence.doubted(self.source.text, at, made)
        if len(found) == 1:
            found = [replace(found[0], id=base)]
        self.items.extend(found)
        if not found:
            self.items.append(Unchecked(base, "not mathematical", "it states nothing",
                                        self.span(at)))  # fmt: skip
        if judge.last is not None:
            self.last = judge.last[0], judge.last[1], self.scope

    def define_display(self, nodes: tuple[Node, ...], base: str, at: Place) -> None:
        """A display behind a bare **Define**."""
        apart = statements.take_apart(nodes, self.scope)
        formulas = []
        for statement in apart.statements:
            if isinstance(statement, Statement) and len(statement.sides) > 1:
                row: list[Node] = []
                for side, sign in zip(statement.sides, [*statement.signs, None], strict=False):
                    row += [*side, *([sign] if sign is not None else [])]
                formulas.append(Formula(tuple(row), "", "", at.start, at.end))
        declaration = Declaration("Define", "", (), at.start, at.end, at)
        self.define(self.context(), declaration, formulas)
        self.items.append(Unchecked(base, "definition", "it introduces names", self.span(at)))

    def use(self, marks: Sequence[Mark], before: int) -> None:
        """Add the equations that a **Using** names as assumptions."""
        lemmas = []
        for mark in marks:
            if mark.keyword != "Using":
                continue
            for label in re.findall(r"\(([^()]+)\)|\\(?:eq|auto|[cC])?ref\{([^{}]+)\}", mark.text):
                name = label[0] or label[1]
                if name not in self.labels:
                    self.fault(Complaint("declaration", f"no equation ({name}) before this line",
                                         mark.place))  # fmt: skip
                lemmas += [(name, claim) for claim in self.labels.get(name, [])]
        if lemmas:
            self.items[before:] = [given.with_lemmas(item, lemmas) if isinstance(item, Claim)
                                   else item for item in self.items[before:]]  # fmt: skip

    # -- names, places, messages -----------------------------------------------------------

    def base(self) -> str:
        """The beginning of every identifier of this section."""
        return f"{self.stem}/{self.section}" if self.section else self.stem

    def identifier(self) -> str:
        """The identifier of the next display."""
        if not self.section:
            return f"{self.stem}/d{self.displays}"
        base = self.base()
        count = self.used[base] = self.used.get(base, 0) + 1
        return base if count == 1 else f"{base}-{count}"

    def renamed(self, base: str, tags: Sequence[str]) -> str:
        """The identifier from a label or tag, when there is just one."""
        self.tags = tuple(tags)
        named = [slugged(tag) for tag in tags if slugged(tag)]
        named = [f"eq-{tag}" if tag[0].isdigit() else tag for tag in named]
        if len(named) != 1:
            return base
        found = f"{self.stem}/{named[0]}"
        count = self.used[found] = self.used.get(found, 0) + 1
        return found if count == 1 else f"{found}-{count}"

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return self.source.locate(offset)[0]

    def span(self, at: Place) -> Span:
        """A place as a span."""
        return span(self.source, at)

    def fault(self, complaint: Complaint) -> None:
        """A declaration that cannot be read."""
        self.faults += 1
        at = complaint.place or Place(0, 1)
        base = f"{self.base()}/line-{self.line(at.start)}"
        taken = {item.id for item in self.items[-8:]}
        id_ = base if base not in taken else f"{base}-{self.faults}"
        self.items.append(self.ill_formed(id_, complaint, at))

    def ill_formed(self, id_: str, complaint: Complaint, at: Place) -> IllFormed:
        """A complaint as an item."""
        return ill_formed(self.source, id_, complaint, complaint.place or at)
