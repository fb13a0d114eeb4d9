r"""Words around the conditions of a declaration: ``or`` joins them, what denies them is refused.

    **Case** $a = b$ or $a = -b$:      one condition, of two alternatives
    **Assume** not $a = b$             refused: the formula alone says the contrary

Guarantee: no formula is assumed, or taken for a definition, that stands behind one of the
words below; a declaration with such words is a ``Complaint``. Limits: English; words behind
``so``, ``because`` and the like, or behind the end of a sentence, explain and are passed over.
"""

from __future__ import annotations

import re
from dataclasses import replace

from verifier.read.notes.declarations import indexes
from verifier.read.notes.formulas.conditions import is_relation
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import split
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Leaf, Raw, text_of

NOT = r"not|cannot|never|neither|nor|no longer|unless|except|contrary|false|wrong|untrue"
AIMED = r"show|prove|claim|verify|whether|contradiction"
LOOSELY = (
    r"e\.g|for (?:example|instance)|say|typically|usually|often|sometimes|possibly|perhaps|maybe|"
    r"later|may|might|can|could|would|mostly|roughly|approximately|almost|hopefully|ideally|"
    r"special case"
)
"""Words for what holds now and then only."""
ASIDE = r"\((?:when|if|the|then|similarly|note|recall|otherwise|e\.g|see|or)\b[^)]*\Z"
DENIED = re.compile(rf"\b(?:{NOT}|{AIMED}|{LOOSELY}|if|when|whenever)\b|{ASIDE}", re.IGNORECASE)
HEDGED = re.compile(
    rf"{ASIDE}|\bfor some\b|\b(?:{NOT}|{AIMED}|{LOOSELY}|"
    r"at most|exactly one|(?:one|either|some|any) of|iff?|implie[sd]|whenever)\b",
    re.IGNORECASE,
)
EXPLAINING = re.compile(
    r"[.;(]|\b(?:so|because|since|which|as|otherwise|hence|thus|then|such that|i\.e)\b",
    re.IGNORECASE,
)
LIMITED = re.compile(r"\b(?:for|when)(?: all| every| each| any)?\Z", re.IGNORECASE)
SETS = frozenset({r"\in", ":", r"\dots", r"\ldots", r"\cdots"})
"""Signs of a membership, a type, a range."""
UNDER = re.compile(r",?\s*(?:for|when|if|whenever)(?:\s+(?:all|every|each|any))?", re.IGNORECASE)
"""Words between what holds and where: ``$c_{ij} = 0$ for $i \\neq j$``."""
OR = re.compile(r",?\s*or(?:\s+(?:that|else))?", re.IGNORECASE)


def read(declaration: Declaration) -> Declaration:
    """The declaration with alternatives put together; raises ``Complaint`` where words deny."""
    if declaration.keyword == "Define":
        require_once(declaration.formulas)
    if declaration.keyword in ("Let", "Define"):
        for formula in declaration.formulas:
            if states(formula):
                require_plain(DENIED, formula.before, formula)
        return declaration
    if declaration.keyword not in ("Assume", "Case"):
        return declaration
    if declaration.keyword == "Assume":
        declaration = replace(declaration, formulas=limited(declaration.formulas))
    for formula in declaration.formulas:
        if is_relation(formula.nodes):
            require_plain(HEDGED, formula.before, formula)
            if declaration.keyword == "Assume" and states(formula):
                require_plain(LIMITED, formula.before, formula)
            require_plain(HEDGED, EXPLAINING.split(formula.behind, maxsplit=1)[0], formula)
    return replace(declaration, formulas=alternatives(declaration.formulas))


def require_once(formulas: tuple[Formula, ...]) -> None:
    """Raise where two equations have one left side: branches are written as cases."""
    seen: set[str] = set()
    for formula in formulas:
        sides = split(formula.nodes, ("=",))
        left = "".join(map(text_of, sides[0]))
        if len(sides) > 1 and left in seen:
            raise Complaint("declaration", f"`{left}` has two equations here: write branches with "
                            r"`\begin{cases}`", formula.nodes[0])  # fmt: skip
        if len(sides) > 1:
            seen.add(left)


def states(formula: Formula) -> bool:
    """Whether a formula of a **Let** line is an equation or a comparison."""
    member = any(isinstance(node, Leaf) and node.text in SETS for node in formula.nodes)
    return is_relation(formula.nodes) and not member


def require_plain(words: re.Pattern[str], text: str, formula: Formula) -> None:
    """Raise where ``text``, beside a formula, denies or limits it."""
    if (found := words.search(text)) is not None:
        raise Complaint("declaration", f"`{found[0]}` beside this formula is not read: write what "
                        "holds as a formula", formula.nodes[0])  # fmt: skip


def limited(formulas: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """Formulas with the condition behind them as one, ``if`` between the two."""
    found: list[Formula] = []
    open_ = False
    for formula in formulas:
        before = found[-1] if found else formula
        if found and UNDER.fullmatch(formula.before.strip("$ \n")) and states(formula) and (
            states(before) and not open_ and not indexes.is_range(formula)
        ):  # fmt: skip
            joint = Raw(r"\text", "if", formula.start, formula.start)
            nodes = (*before.nodes, joint, *formula.nodes)
            found[-1] = replace(before, nodes=nodes, behind=formula.behind, end=formula.end)
            open_ = True
            continue
        if open_ and "." not in formula.before:
            raise Complaint(
                "declaration", "one more condition, or one more thing that holds? What holds "
                "stands in an **Assume** of its own", formula.nodes[0],
            )  # fmt: skip
        found.append(formula)
        open_ = False
    return tuple(found)


def alternatives(formulas: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """Formulas with only ``or`` between them as one; raises where ``and`` stands beside ``or``."""
    found: list[Formula] = []
    joined: Formula | None = None
    for formula in formulas:
        before = found[-1] if found else formula
        said = [one.before.strip("$ \n").lower() for one in (formula, before)]
        if found and is_relation(formula.nodes) and is_relation(before.nodes) and (
            (said[0] == "and" and before is joined)
            or (OR.fullmatch(said[0]) and said[1] == "and" and len(found) > 1)
        ):  # fmt: skip
            raise Complaint("ambiguous", "`and` beside `or`: which of them first? Write two "
                            "lines, or a comma before `and`", formula.nodes[0])  # fmt: skip
        if found and OR.fullmatch(formula.before.strip("$ \n")) and is_relation(before.nodes) and (
            is_relation(formula.nodes)
        ):  # fmt: skip
            joint = Raw(r"\text", "or", formula.start, formula.start)
            nodes = (*before.nodes, joint, *formula.nodes)
            found[-1] = replace(before, nodes=nodes, behind=formula.behind, end=formula.end)
            joined = found[-1]
        else:
            found.append(formula)
    return tuple(found)
