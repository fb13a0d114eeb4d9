"""Integrals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from verifier.numeric.point import Point
from verifier.numeric.values import Undecided, Value
from verifier.terms import Integral

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler


def compiled(compiler: Compiler, node: Integral) -> Callable[[Point], Value]:
    def run(point: Point) -> Value:
        raise Undecided
    return run
