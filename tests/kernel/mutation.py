"""The kernel's guards, switched off one at a time.

A guard is a ``raise``, one alternative of the condition above it, a call of a check that
answers by raising, or the choice of an open range where a closed one would be the weaker
assumption. Switching off replaces a function's code by the code of its changed text.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

CHECKS = frozenset((
    "defined_here", "real_here", "bind", "verify", "proceed", "admit", "refuse_order",
    "refuse_order_of_complex", "_check_slope", "_inside", "_no_entries",
    "_starts_on_the_right_side", "check_way",
))  # fmt: skip
"""Functions that are called for what they refuse."""

Nodes = tuple[ast.AST, ...]


class Guard(NamedTuple):
    """A place in a function that may be switched off, and the code without it."""

    function: FunctionType
    line: int
    what: str
    code: CodeType

    @contextmanager
    def off(self) -> Iterator[None]:
        """The kernel without this guard."""
        before = self.function.__code__
        self.function.__code__ = self.code
        try:
            yield
        finally:
            self.function.__code__ = before


def guards(module: ModuleType) -> Iterator[Guard]:
    """Every guard of the functions of ``module``, methods left out."""
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        function = getattr(module, node.name)
        function = getattr(function, "__wrapped__", function)
        count = sum(1 for _ in places(node))
        for number in range(count):
            changed = copy.deepcopy(node)
            line, what, switch = list(places(changed))[number]
            switch()
            alone = ast.Module([*imports, changed], [])
            yield Guard(function, line, what, code_of(alone, node.name, str(module.__file__)))


def code_of(tree: ast.Module, name: str, file: str) -> CodeType:
    """The code of one function of a changed module."""
    ast.fix_missing_locations(tree)
    whole = compile(tree, file, "exec", dont_inherit=True)
    return next(
        constant
        for constant in whole.co_consts
        if isinstance(constant, CodeType) and constant.co_name == name
    )


def places(function: ast.FunctionDef) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Line, description and switch of every guard of a function."""
    for node in ast.walk(function):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield from _in_block(block)
        if isinstance(node, ast.If) and any(isinstance(inner, ast.Raise) for inner in node.body):
            yield from _in_condition(node.test)
        if isinstance(node, ast.Call):
            for argument in node.args:
                if isinstance(argument, ast.Name) and argument.id == "NONNEGATIVE":
                    yield argument.lineno, "closed range", _set(argument, "id", "POSITIVE")


def _in_block(block: list[ast.stmt]) -> Iterator[tuple[int, str, Callable[[], None]]]:
    for place, statement in enumerate(block):
        match statement:
            case ast.Raise():
                pass
            case ast.Expr(ast.Call(ast.Name(name) | ast.Attribute(attr=name))) if name in CHECKS:
                pass
            case _:
                continue
        yield statement.lineno, ast.unparse(statement), _drop(block, place)


def _in_condition(test: ast.expr) -> Iterator[tuple[int, str, Callable[[], None]]]:
    for node in ast.walk(test):
        if isinstance(node, ast.BoolOp):
            neutral = isinstance(node.op, ast.And)
            if neutral:
                continue  # without one of several, more is refused
            for place, value in enumerate(node.values):
                what = f"{ast.unparse(value)} in {ast.unparse(test)}"
                yield value.lineno, what, _put(node.values, place, ast.Constant(neutral))


def _drop(block: list[ast.stmt], place: int) -> Callable[[], None]:
    def switch() -> None:
        block[place] = ast.Pass()

    return switch


def _put(values: list[ast.expr], place: int, new: ast.expr) -> Callable[[], None]:
    def switch() -> None:
        values[place] = new

    return switch


def _set(node: ast.AST, field: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, field, value)
