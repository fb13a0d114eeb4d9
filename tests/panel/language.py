"""Scalar claims written as short text, read as terms (and, for comparison, as SymPy).

A row is ``name | claim | given | expected``. The claim is in Python's own expression
syntax and is only parsed, never run: ``D(f, x, 2)`` is a second derivative,
``Sum(k, 1, n, k**2)`` a sum, ``Integral(f, x, 0, oo)``, ``Limit(f, x, 0)``,
``Limit(f, x, 0, plus)``, ``where(x > 0, a, b)`` a case distinction. Letters j .. n are
integers, all others real; ``given`` holds relations joined by ``and``.

Expected: ``proved``; ``thin: C`` (proved, and the condition C that takes away a thin set is
listed); ``if: C`` (conditional: C is what must be assumed); ``refuted``; ``ill-formed``;
``undecided`` (a gap that is known).
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from verifier.claim import Claim
from verifier.terms import (
    And,
    Cases,
    Condition,
    Constant,
    Derivative,
    Function,
    Index,
    Integral,
    Limit,
    Not,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    number,
)

INTEGERS = "jklmn"
OPERATORS = {
    ast.Eq: "=", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
DEFINED = {
    "relu": ("x", "max(x, 0)"),
    "leaky": ("x a", "where(x > 0, x, a*x)"),
    "elu": ("x a", "where(x > 0, x, a*(exp(x) - 1))"),
    "celu": ("x a", "max(0, x) + min(0, a*(exp(x/a) - 1))"),
    "gelu": ("x", "x*(1 + erf(x/sqrt(2)))/2"),
    "gelu_tanh": ("x", "x/2*(1 + tanh(sqrt(2/pi)*(x + 44715*x**3/1000000)))"),
    "sigmoid": ("x", "1/(1 + exp(-x))"),
    "silu": ("x", "x*sigmoid(x)"),
    "softplus": ("x", "log(1 + exp(x))"),
    "softplus_beta": ("x b", "log(1 + exp(b*x))/b"),
    "mish": ("x", "x*tanh(softplus(x))"),
    "softsign": ("x", "x/(1 + abs(x))"),
    "tanhshrink": ("x", "x - tanh(x)"),
    "hardtanh": ("x", "max(-1, min(1, x))"),
    "hardsigmoid": ("x", "max(0, min(1, x/6 + 1/2))"),
    "hardswish": ("x", "x*hardsigmoid(x)"),
    "hardshrink": ("x a", "where(abs(x) > a, x, 0)"),
    "softshrink": ("x a", "where(x > a, x - a, where(x < -a, x + a, 0))"),
    "huber": ("x d", "where(abs(x) <= d, x**2/2, d*(abs(x) - d/2))"),
    "sqrt": ("x", "x**(1/2)"),
    "cbrt": ("x", "x**(1/3)"),
    "rsqrt": ("x", "x**(-1/2)"),
    "sinc": ("x", "sin(x)/x"),
    "hypot": ("x y", "sqrt(x**2 + y**2)"),
    "logit": ("x", "log(x/(1 - x))"),
    "logaddexp": ("x y", "log(exp(x) + exp(y))"),
    "log1p": ("x", "log(1 + x)"),
    "expm1": ("x", "exp(x) - 1"),
    "log2": ("x", "log(x)/log(2)"),
    "log10": ("x", "log(x)/log(10)"),
    "pdf": ("x", "exp(-x**2/2)/sqrt(2*pi)"),
    "cdf": ("x", "(1 + erf(x/sqrt(2)))/2"),
}
"""Functions of libraries, by their definitions."""


@dataclass(frozen=True)
class Row:
    """One line of the panel."""

    name: str
    text: str
    given: str
    expected: str

    @property
    def outcome(self) -> str:
        """The verdict that is expected, in one word."""
        head = self.expected.split(":")[0]
        return {"thin": "proved", "if": "conditional"}.get(head, head)

    @property
    def condition(self) -> Condition | None:
        """The condition that must be listed, if any."""
        _, colon, text = self.expected.partition(":")
        return condition_of(text) if colon else None

    def claim(self) -> Claim:
        """The row as a claim."""
        given = condition_of(self.given) if self.given else And(())
        parts = given.conditions if isinstance(given, And) else (given,)
        return Claim(self.name, condition_of(self.text), parts)


def rows(table: str) -> list[Row]:
    """The rows of a table; empty lines and lines that begin with # are left out."""
    found = []
    for line in table.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        found.append(Row(*cells))
    return found


def parsed(text: str) -> ast.expr:
    """The tree of a Python expression."""
    return ast.parse(text.strip(), mode="eval").body


def condition_of(text: str) -> Condition:
    """A relation, or several joined by and / or."""
    return _condition(parsed(text), {})


def _condition(node: ast.expr, names: dict[str, Term]) -> Condition:
    match node:
        case ast.Compare(left, operators, rights):
            sides = [left, *rights]
            relations = tuple(
                Relation(OPERATORS[type(operator)], _term(a, names), _term(b, names))
                for operator, a, b in zip(operators, sides[:-1], sides[1:], strict=True)
            )
            return relations[0] if len(relations) == 1 else And(relations)
        case ast.BoolOp(op, values):
            parts = tuple(_condition(value, names) for value in values)
            return And(parts) if isinstance(op, ast.And) else Or(parts)
        case ast.UnaryOp(ast.Not(), inner):
            return Not(_condition(inner, names))
    raise ValueError(f"no condition: {ast.unparse(node)}")


def _term(node: ast.expr, names: dict[str, Term]) -> Term:
    match node:
        case ast.Constant(value):
            return number(value)
        case ast.Name(name):
            return names.get(name) or _letter(name)
        case ast.UnaryOp(ast.USub(), inner):
            return _minus(_term(inner, names))
        case ast.BinOp(left, operator, right):
            return _binary(_term(left, names), operator, _term(right, names))
        case ast.Call(ast.Name(name), arguments):
            return _call(name, arguments, names)
    raise ValueError(f"no term: {ast.unparse(node)}")


def _letter(name: str) -> Term:
    if name in ("pi", "oo"):
        return Constant(name)
    if name == "e":
        return call("exp", 1)
    sort = Sort.INTEGER if name in INTEGERS else Sort.REAL
    return Variable(name, sort)


def _minus(term: Term) -> Term:
    return Number(-term.value) if isinstance(term, Number) else -term


def _binary(left: Term, operator: ast.operator, right: Term) -> Term:
    if isinstance(left, Number) and isinstance(right, Number):
        match operator:
            case ast.Div() if right.value:
                return Number(left.value / right.value)
            case ast.Mult():
                return Number(left.value * right.value)
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            return Power(left, right)
    raise ValueError("no such operation")


def _call(name: str, nodes: list[ast.expr], names: dict[str, Term]) -> Term:
    match name, nodes:
        case "Sum" | "Prod", [ast.Name(letter), lower, upper, body]:
            index = Index(letter, _term(lower, names), _term(upper, names))
            inner = _term(body, {**names, letter: index})
            return Sum(index, inner) if name == "Sum" else Product(index, inner)
        case "D", [body, variable, *rest]:
            by = _term(variable, names)
            result = _term(body, names)
            for _ in range(_count(rest)):
                result = Derivative(result, by)
            return result
        case "Integral", [body, variable, lower, upper]:
            by = _term(variable, names)
            return Integral(_term(body, names), by, _term(lower, names), _term(upper, names))
        case "Limit", [body, variable, point, *side]:
            sign = {"plus": "+", "minus": "-"}[side[0].id] if side else "+-"
            return Limit(_term(body, names), _term(variable, names), _term(point, names), sign)
        case "where", [condition, value, otherwise]:
            branch = (_condition(condition, names), _term(value, names))
            return Cases((branch,), _term(otherwise, names))
    arguments = tuple(_term(node, names) for node in nodes)
    if name in DEFINED:
        letters, body = DEFINED[name]
        return _term(parsed(body), dict(zip(letters.split(), arguments, strict=True)))
    return Function(name, arguments)


def _count(rest: list[ast.expr]) -> int:
    return rest[0].value if rest else 1
