"""SymPy's base classes for the leaves of this package, as far as they are overridden.

Guarantee: at run time these are SymPy's own classes. SymPy carries no types, so a type
checker is shown the few members that the leaves rely on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:

    class AtomicExpr:
        """SymPy's expression without parts."""

        def __new__(cls) -> Self:
            """Make one."""
            return super().__new__(cls)

    class Expr:
        """SymPy's expression."""

        args: tuple[object, ...]

        def __new__(cls, *args: object) -> Self:
            """Make one with these parts."""
            made = super().__new__(cls)
            made.args = args
            return made

    class Symbol(AtomicExpr):
        """SymPy's symbol."""

        name: str

        @staticmethod
        def __xnew__(cls: type[Symbol], name: str, **assumptions: bool) -> Symbol:
            """Make one without SymPy's cache."""

        def _hashable_content(self) -> tuple[object, ...]: ...
else:
    from sympy import AtomicExpr, Expr, Symbol

__all__ = ["AtomicExpr", "Expr", "Symbol"]
