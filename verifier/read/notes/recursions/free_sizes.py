"""Assumptions that say the same of every entry of a sequence, however long it is.

Guarantee: where ``entry_by_entry`` says so, an assumption stays true of every beginning of the
sequence. Limits: by form; a sum or a product over the places says more.
"""

from __future__ import annotations

from typing import cast

from verifier.claim import Assumption, Forall
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.terms import Condition, Family, Index, Product, Sort, Sum, Variable


def entry_by_entry(assumption: Assumption, size: Variable) -> bool:
    """Whether an assumption says the same of every entry, whatever ``size`` is."""
    if not any(part == size for part in once(assumption)):
        return True
    if not isinstance(assumption, Forall):
        return False
    apart = assumption.condition
    for index in assumption.indices:
        apart = replace_term(apart, index)
    bare = [part for part in once(apart) if isinstance(part, (Sum, Product))]
    return not bare and not mentions(apart, size)


def replace_term(condition: Condition, index: Index) -> Condition:
    """``condition`` with a plain letter for ``index``."""
    return cast(Condition, rebuild(condition, lambda part: _plain(part, index)))


def _plain(part: object, index: Index) -> object:
    if part == index:
        return Variable(index.name, Sort.INTEGER)
    return rebuild(part, lambda inner: _plain(inner, index))


def mentions(node: object, size: Variable) -> bool:
    """Whether ``size`` stands in ``node`` other than as the size of an array."""
    if isinstance(node, Family):
        return False
    if node == size:
        return True
    found = False

    def look(part: object) -> object:
        nonlocal found
        found = found or mentions(part, size)
        return part

    rebuild(node, look)
    return found
