r"""Events and partitions, as a **Let** declares them: ``$A, B$ be events``.

Guarantee: of the events all combinations have a probability, of a partition ``B_1, \dots, B_n``
one holds. Limits: finitely many events, written out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.read.notes.declarations import quantities
from verifier.read.notes.probability import law_tables
from verifier.read.notes.probability.laws import Chance, Outcome, numbering
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, Name, split
from verifier.read.notes.source.prose import Formula
from verifier.terms import number

EVENTS = re.compile(r"\bevents?\b")
PARTITION = re.compile(r"\bpartition\b")
UNREAD = re.compile(r"\b(?:disjoint|exclusive|exchangeable|uncorrelated|identically|i\.i\.d)")
PROBABILITY = Name(Glyph("P"))


def sentence(behind: str) -> str:
    """The words up to the end of the sentence."""
    return re.split(r"[.;](?:\s|$)", behind.lower())[0].strip(" ,:")


def require_read(formula: Formula) -> None:
    """Refuse words that say more than is read."""
    found = UNREAD.search(sentence(formula.behind))
    if found is not None:
        raise Complaint("not-supported", f"`{found[0]}` in words: write it as a formula, e.g. "
                        r"`**Assume** $P(A \cap B) = 0$` or `$p(x, y) = p(x) p(y)$`",
                        formula.nodes[0])  # fmt: skip


def events(ctx: Context, formulas: Sequence[Formula], waiting: int, owners: Owners) -> int:
    """``A, B`` be events, ``B_1, ..., B_n`` a partition; how many formulas say so."""
    chances: list[Chance] = []
    used = 0
    apart = False
    for formula in formulas:
        words = sentence(formula.behind)
        begun = used < waiting or EVENTS.search(words) or PARTITION.search(words)
        if not begun:
            break
        require_read(formula)
        used += 1
        apart |= re.search(r"\bindependent\b", words) is not None
        parts = split(formula.nodes, (",",))
        if PARTITION.search(words):
            chances.append(law_tables.partition(ctx, parts))
            continue
        for part in parts:
            for head in names.name_list(part):
                if any(quantities.declared_index(ctx, piece) for piece in (*head.sub, *head.sup)):
                    raise Complaint("not-supported", "any number of events", head.node,
                                    (r"`$E_1, E_2$` written out",))  # fmt: skip
                chance = Chance(head.name, number(2), 0, event=True)
                ctx.scope.declare(
                    Outcome(head.name, chance, numbering(chance, head.name), random=True)
                )
                chances.append(chance)
        if re.search(r"[.;](?:\s|$)", formula.behind):
            break
    node = formulas[0].nodes[0]
    law_tables.joint(ctx, Head(PROBABILITY.glyph, (), (), 0, node), chances, (), apart, owners)
    return used - waiting
