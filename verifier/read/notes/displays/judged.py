r"""Statements as items: claims, ill-formed statements, and what is not checked and why.

Guarantee: each link of each chain becomes exactly one item with the place of its right
side; each aside and each lone expression one ``Unchecked``. How doubtful pieces were read
stands in ``readings``. Limits: see ``links``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.claim import Assumption, Claim, IllFormed, Item, Unchecked
from verifier.read.notes.declarations import given_values, indexes, minimisers
from verifier.read.notes.displays import (
    assignments,
    bridges,
    captured,
    display,
    given,
    implicit,
    introduced,
    lent,
    links,
    logarithms,
    proportional,
    relevance,
    required,
    signs,
    unread,
    unread_beside,
    unstated,
    value_tables,
    vanishing,
    worded,
)
from verifier.read.notes.displays.display import Aside, Layout, Statement
from verifier.read.notes.formulas import conditions, extrema
from verifier.read.notes.probability import density_statements, process_means
from verifier.read.notes.recursions import endless, sequences, updates
from verifier.read.notes.scopes import informal, recall
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source.complaint import Complaint, Place, Placed, Source
from verifier.read.notes.source.items import ill_formed, span
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.notes.terms import finish, remedy
from verifier.read.sizes import ShapeMismatch
from verifier.terms import And, Condition


class Judge:
    """Turns the statements of one display into items."""

    def __init__(
        self,
        source: Source,
        context: Context,
        base: str,
        last: tuple[tuple[Node, ...], tuple[Node, ...], Scope] | None = None,
        owners: Owners | None = None,
    ) -> None:
        self.source = source
        self.context = context
        self.section = context.scope
        self.home = context.scope
        self.base = base
        self.previous = last
        self.last: tuple[tuple[Node, ...], tuple[Node, ...]] | None = None
        self.owners = owners or Owners()
        self.count = 0
        self.made: list[Statement] = []
        self.said: dict[int, dict[int, str]] = {}
        """What is said of the links of statements whose names were introduced ahead."""

    def next_id(self) -> str:
        """The identifier of the next item."""
        self.count += 1
        return f"{self.base}#{self.count}"

    def display(self, layout: Layout, scope: Scope) -> list[Item]:
        """The items of a display."""
        found: list[Item] = []
        last: list[Item] = []
        rows: list[tuple[Statement, list[Item]]] = []
        required.mark(self.source, layout)
        home = replace(self.context, scope=self.section)
        self.section = introduced.introduce(home, layout, self.owners)
        self.ahead(layout)
        for place, statement in enumerate(layout.statements):
            if isinstance(statement, Aside):
                if statement.text:
                    at = Place(statement.start, statement.end)
                    found.append(self.unchecked("not mathematical", f"prose: {statement.text}", at))
                continue
            if place == 0 and layout.continues:
                found += self.opening(statement, scope)
            if said := unstated.spoken(layout, place):
                sign = statement.signs[-1]
                found = [one for one in found if not isinstance(one, Unchecked)
                         or one.reason != f"prose: {said}"]  # fmt: skip
                found.append(self.unchecked("not mathematical", f"a side in words: {said}", sign))
                del statement.signs[-1], statement.sides[-1]
                if not statement.signs:
                    continue
            last = given.after(self.statement(statement), last, statement)
            found.extend(last)
            rows.append((statement, last))
        return worded.beside(unread_beside.doubted(self.source, rows, found))

    def ahead(self, layout: Layout) -> None:
        """Introduce the names whose values stand behind their first use: ``s = a v, v = 2 x``."""
        self.made = made = [one for one in layout.statements if isinstance(one, Statement)]
        for place, one in enumerate(made):
            if not implicit.used_before(one, made[:place]):
                continue
            free = self.section.inner(self.section.level)
            ctx = replace(self.context, scope=free, free=free)
            if (said := implicit.introduce(ctx, one, self.home, self.owners)) is not None:
                self.said[id(one)] = {0: said}

    def opening(self, statement: Statement, scope: Scope) -> list[Item]:
        """Begin a display that begins with a relation with the last side of the one before it.

        Where there is none, its first link is not checked, and what goes on behind it is.
        """
        if self.previous is None or self.previous[2] is not scope:
            if len(statement.signs) > 1:
                sign = statement.signs.pop(0)
                del statement.sides[0]
                return [self.unchecked("not mathematical", "its left side stands in no display "
                                       "before it", sign)]  # fmt: skip
            raise Complaint("syntax", "this begins with a relation, but no chain stands before it",
                            statement.signs[0])  # fmt: skip
        statement.sides[0] = list(self.previous[1])
        whole = (*self.previous[0], *self.previous[1], *self.context.whole)
        self.context = replace(self.context, whole=whole)
        statement.notes.append("continues the display before it")
        return []

    def statement(self, statement: Statement) -> list[Item]:
        """The items of one statement; a letter that it leaves open is its own."""
        free = self.section.inner(self.section.level)
        self.context = replace(self.context, scope=free, free=free)
        sides = [given.named_sides(side, self.previous) for side in statement.sides]
        if statement.word == "range" or (statement.ranges and not statement.signs
                                         and not any(sides)):  # fmt: skip
            for nodes in statement.ranges:
                self.range(nodes)
            at = statement.ranges[0][0]
            return [self.unchecked("definition", "the range of an index", at)]
        if statement.word == "local":
            return [self.unchecked("definition", "a name for this display", sides[0][0])]
        if statement.word == "let":
            plain = replace(statement, sides=sides, word="")
            if made := implicit.leading(self.context, plain, self.home, self.owners):
                self.said[id(statement)] = made
                return self.chain(statement, sides)
            at = sides[0][0]
            return [self.unchecked("definition", "it introduces a value (**Let** or **Define** "
                                   "makes it known)", at)]  # fmt: skip
        if statement.word in display.SAID:
            self.last = None
            return [self.unchecked("not mathematical", display.SAID[statement.word], sides[0][0])]
        if statement.word == "unsupported":
            return [self.unchecked("not supported", "an equivalence with something other than a "
                                   "relation in the same display", sides[0][0])]  # fmt: skip
        if statement.word == "logic":
            return self.logic(statement)
        if not statement.signs:
            self.last = tuple(sides[0]), tuple(sides[0])
            said = "an expression without a relation"
            return [self.unchecked("not mathematical", said, sides[0][0])]
        for nodes in statement.ranges:
            self.range(nodes)
        rule = updates.introduce(self.context, statement, sides, self.home, self.owners,
                                 (self.made, self.said))  # fmt: skip
        if not rule and (reason := assignments.reason(self.context, sides, statement.signs)):
            return [self.unchecked("assignment", reason, statement.signs[0])]
        if not statement.backwards:
            self.last = tuple(sides[0]), tuple(bridges.end(sides))
        rest = rule or assignments.behind(self.context, statement, sides)
        if rest is not None:
            first = self.unchecked("assignment", rest[1], statement.signs[0])
            return [first, *self.chain(rest[0], rest[0].sides)]
        return self.chain(statement, sides)

    def chain(self, statement: Statement, sides: list[list[Node]]) -> list[Item]:
        """The links of a chain; the first one may introduce a name."""
        home = self.home
        given_ = replace(statement, sides=sides)
        said = self.said.get(id(statement)) or logarithms.leading(
            self.context, given_, home, self.owners
        )
        found: list[Item] = []
        for place, sign in enumerate(statement.signs):
            if place in said:
                found.append(self.unchecked("definition", said[place], Place(
                    sides[place][0].start, sides[place + 1][-1].end)))  # fmt: skip
                continue
            if not place and (why := implicit.worked(self.context, *sides[:2])) is not None:
                found.append(self.unchecked("not supported", why, sign))
                continue
            item = self.one(statement, sides, place, sign)
            if isinstance(item, IllFormed) and item.code in ("undeclared", "ambiguous"):
                implicit.remember(self.context, home, sides[place : place + 2])
            found.append(item)
        for left, joint, right, words in bridges.over(self.context, statement.signs, sides, found):
            one = replace(statement, signs=[joint], notes=[*statement.notes, words])
            item = self.one(one, [left, right], 0, joint)
            found += [item] if isinstance(item, Claim) else []
        return found

    def one(self, statement: Statement, sides: list[list[Node]], place: int, sign: Leaf) -> Item:
        """One link of a chain."""
        left, right = sides[place], sides[place + 1]
        if len(right) == 1 and display.is_leaf(right[0], "?"):
            return self.unchecked("not mathematical", "a question", sign)
        if statement.column is not None and (not left or not right):
            return self.unchecked("not mathematical", "a place that is left blank", sign)
        self.context = proportional.within(self.context, sides, place, sign)
        if sign.text in display.LOOSE and statement.word != "shape" and not self.context.moving:
            why = f"{display.LOOSE[sign.text]} (`{sign.text}`)"
            return self.unchecked("not supported", why, sign)
        if sign.text == display.DEMANDED:
            return self.unchecked("not mathematical", "it has to hold: nothing is claimed", sign)
        if sign.text in display.ASSIGNING:
            return self.unchecked("assignment", "an update rule", sign)
        if why := informal.within(self.context, left, right):
            return self.unchecked("not mathematical", why, sign)
        if sign.text == r"\coloneqq":
            return self.definition(left, right, sign)
        if sign.text == r"\eqqcolon":
            return self.definition(right, left, sign)
        try:
            assumed = given.in_force(self.context, statement)
        except Complaint as complaint:
            return ill_formed(self.source, self.next_id(), complaint.placed(sign), sign)
        item = self.link(left, sign, right, assumed, statement)
        item = required.noted(self.context, item, statement, left, right)
        return given.open_to(self.context, item, statement)

    def logic(self, statement: Statement) -> list[Item]:
        """Conditions joined by signs for and, or, not: a claim, or one for each choice."""
        nodes = statement.sides[0]
        at = Place(nodes[0].start, nodes[-1].end)
        ctx = replace(self.context, readings=dict.fromkeys(statement.notes), needs={}, calls={})
        try:
            assumed = given.in_force(ctx, statement)
            condition = conditions.condition(ctx, nodes, at, entries=True)
            found: list[Item] = []
            for clause in given.clauses(ctx, condition):
                ctx.definitions.begin()
                relation = ctx.definitions.unfold_condition(clause)
                premises = given.premises(ctx, statement, relation)
                relation, others = given.first_alternative(ctx, relation)
                read = relation, links.shown(ctx, clause)
                given_here = [*assumed, *premises, *others]
                found.append(self.claim(ctx, self.next_id(), read, given_here, (at, at)))
        except Complaint as complaint:
            return [ill_formed(self.source, self.next_id(), complaint.placed(at), at)]
        return found

    def symbol(self, part: Sequence[Node]) -> object:
        """The symbol of a bare name."""
        return given.symbol(self.context, part)

    def range(self, nodes: list[Node]) -> None:
        r"""``i = 1, \dots, n`` in a display."""
        if (forever := endless.first_place(self.context, nodes)) is not None:
            endless.declare(self.context, *forever)
            return
        formula = Formula(tuple(nodes), "", "", nodes[0].start, nodes[-1].end)
        indexes.index_range(self.context, formula)

    def link(
        self,
        left: Sequence[Node],
        sign: Leaf,
        right: Sequence[Node],
        assumed: Sequence[Assumption] = (),
        statement: Statement | None = None,
    ) -> Item:
        """One link as a claim."""
        id_ = self.next_id()
        where = Place(sign.start, (right[-1].end if right else sign.end))
        shown = Place((left or [sign])[0].start, where.end)
        ctx = replace(self.context, readings={}, needs={}, calls={}, doubts={})
        try:
            found = minimisers.minimiser(ctx, self.section, left, right)
            if isinstance(found, str):
                return Unchecked(id_, "definition", found, span(self.source, where, shown))
            if not left or not right:
                raise Complaint("syntax", "one side of this relation is missing", sign)
            if statement is not None and statement.word == "shape":
                relation, text = links.shape_in_words(ctx, left, right, sign)
            elif found is not None:
                relation, text = found
            elif sign.text in (r"\in", r"\notin"):
                relation, text = links.member(ctx, left, right, sign)
            else:
                relation, text = lent.read(ctx, (*left, *right), lambda inner: (
                    density_statements.related(inner, left, sign, right, assumed)))  # fmt: skip
            if statement is not None and (statement.premises or statement.given):
                assumed = [*assumed, *given.premises(ctx, statement, relation)]
        except Complaint as complaint:
            if (why := unstated.reason(ctx, complaint, left, right)) is not None:
                return Unchecked(id_, *why, span(self.source, where, shown))
            if complaint.code == "not-supported":
                return Unchecked(id_, "not supported", complaint.message,
                                 span(self.source, where, shown))  # fmt: skip
            told = recall.explained(self.context, complaint)
            helped = remedy.with_definition(self.context, told, left, right, sign)
            return ill_formed(self.source, id_, helped.placed(where), where, shown)
        except (ShapeMismatch, RecursionError) as misfit:
            said = Complaint("too-deep", "this nests too deep", where)
            if isinstance(misfit, ShapeMismatch):
                said = Complaint(misfit.code, misfit.message, where)
            return ill_formed(self.source, id_, said, where, shown)
        ctx.doubts.update(dict.fromkeys(unread.one_model(ctx, (*left, *right))))
        return self.claim(ctx, id_, (relation, text), assumed, (where, shown))

    def claim(
        self,
        ctx: Context,
        id_: str,
        read: tuple[Condition, links.Shown],
        assumed: Sequence[Assumption],
        spots: tuple[Placed, Placed],
    ) -> Item:
        """A relation with the assumptions that speak of what it speaks of."""
        relation, text = read
        where, shown = spots
        try:
            vanishing.require_dependence(relation)
            unsettled = [*process_means.doubts(ctx, relation), *value_tables.doubts(ctx, relation),
                         *captured.doubts(relation)]  # fmt: skip
            relation, assumptions = self.given(ctx, relation, assumed)
            (relation, assumptions), places = extrema.stated((relation, assumptions))
            assumptions = (*assumptions, *places)
            (relation, assumptions), known = self.owners.stated((relation, assumptions))
            assumptions = (*assumptions, *known)
            doubts = self.owners.inverses.said(ctx, (relation, assumptions))
        except Complaint as complaint:
            if complaint.code == "not-supported":
                return Unchecked(id_, "not supported", complaint.message,
                                 span(self.source, where, shown))  # fmt: skip
            return ill_formed(self.source, id_, complaint.placed(where), where, shown)
        words = unread.said(self.context.scope, relation, assumptions, ctx.whole)
        relation, assumptions = finish.finished(relation, assumptions, self.owners.preferred)
        return Claim(
            id_, relation, assumptions, statement=text.latex(self.owners.preferred),
            span=span(self.source, where, shown), readings=tuple(ctx.readings),
            written=text.written(self.owners.preferred),
            unread=(*words, *ctx.doubts, *doubts, *unsettled),
        )  # fmt: skip

    def given(
        self, ctx: Context, relation: Condition, assumed: Sequence[Assumption]
    ) -> tuple[Condition, tuple[Assumption, ...]]:
        """A relation with its assumptions, and the recursions that it stands on."""
        known = sequences.needed(ctx, (relation, tuple(assumed)))
        about = And((relation, *sequences.stated(known))) if known else relation
        every = self.every()
        of_courses = process_means.stated(ctx, relation, [one for one, _ in every])
        assumptions = relevance.relevant(about, every, [*assumed, *ctx.needs, *of_courses])
        return sequences.closed(ctx, relation, assumptions, known) if (
            known or endless.within((relation, assumptions))
        ) else (relation, assumptions)  # fmt: skip

    def every(self) -> list[tuple[Assumption, frozenset[object]]]:
        """The assumptions in force, each with the quantities in it."""
        found: list[tuple[Assumption, frozenset[object]]] = []
        anew: set[object] = set()
        for scope in self.context.scope.chain():
            if len(scope.speaks) != len(scope.assumptions):
                scope.speaks = [relevance.owners_in(given) for given in scope.assumptions]
            own = zip(scope.assumptions, scope.speaks, strict=True)
            found = [*((given, about) for given, about in own if not about & anew), *found]
            anew |= scope.anew
        return found

    def definition(self, left: Sequence[Node], right: Sequence[Node], sign: Leaf) -> Item:
        """``:=`` introduces a name, also for what follows; for a known name it is a claim."""
        if len(left) == 1 and introduced.occurs(left[0], right):
            return self.unchecked("assignment", "an update rule", sign)
        known = self.symbol(left) is not None and given_values.free(self.context, left) is None
        if known or given.defined_call(self.context, left):
            item = self.link(left, signs.equal_sign(sign), right)
            doubt = "that `:=` may give a value to what stands on its left (**Define** does)"
            return replace(item, unread=(*item.unread, doubt)) if isinstance(item, Claim) else item
        ctx = replace(self.context, scope=self.section, readings={})
        reason = introduced.named(ctx, left, sign, right, self.owners)
        return self.unchecked("definition", reason, sign)

    def unchecked(self, kind: str, reason: str, at: Placed) -> Unchecked:
        """An item that is not checked."""
        return Unchecked(self.next_id(), kind, reason, span(self.source, at))
