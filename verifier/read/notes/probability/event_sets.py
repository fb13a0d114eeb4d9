r"""Events as sets of outcomes: ``\{X \le a\} \cap \{Y \le b\}``, ``\{X > a\}^c``.

Guarantee: an event in braces is what stands in them; a cut is both, a union one of them or
both, a ``^c`` the opposite. A cut binds closer than a union. Limits: relations in the braces.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Fenced, Group, Node, Script, text_of
from verifier.terms import And, Condition, Or

UNION, CUT = (r"\cup",), (r"\cap",)


def is_event(nodes: Sequence[Node]) -> bool:
    """Whether a relation stands here, or events in braces do."""
    if conditions.is_relation(nodes):
        return True
    parts = [part for side in split(nodes, UNION) for part in split(side, CUT)]
    return bool(parts) and all(len(part) == 1 and inner(part[0]) is not None for part in parts)


def inner(node: Node) -> Fenced | None:
    """The braces or brackets that hold an event; with a ``^c`` or without."""
    base = node.base if isinstance(node, Script) and complement(node) else node
    if isinstance(base, Fenced) and base.left in (r"\{", "(", "[") and is_event(base.children):
        return base
    return None


def complement(node: Script) -> bool:
    """Whether a script is the sign of the opposite event."""
    sup = node.sup.children if isinstance(node.sup, Group) else ()
    spelt = "".join(map(text_of, sup)) if sup else text_of(node.sup) if node.sup else ""
    return node.sub is None and not node.primes and spelt in ("c", "C", r"\complement")


def condition(ctx: Context, nodes: Sequence[Node], at: Node) -> Condition:
    """The event as a condition."""
    if conditions.is_relation(nodes):
        return conditions.condition(ctx, nodes, at)
    either = [together([single(ctx, part, at) for part in split(side, CUT)], And)
              for side in split(nodes, UNION)]  # fmt: skip
    return together(either, Or)


def together(parts: Sequence[Condition], join: type[And] | type[Or]) -> Condition:
    """All of them, or one of them."""
    return parts[0] if len(parts) == 1 else join(tuple(parts))


def single(ctx: Context, part: Sequence[Node], at: Node) -> Condition:
    """One event."""
    fence = inner(part[0]) if len(part) == 1 else None
    if fence is None:
        return conditions.condition(ctx, part, at)
    own = condition(ctx, fence.children, at)
    return conditions.negated(own) if isinstance(part[0], Script) else own
