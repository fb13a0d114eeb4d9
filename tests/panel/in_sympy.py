"""Rows of the panel as SymPy expressions, for comparison only.

Symbols carry what is assumed of them (``x > 0`` makes x positive); all other assumptions
have no counterpart that ``simplify`` would look at.
"""

import ast

import language
import sympy

RENAMED = {
    "abs": "Abs", "max": "Max", "min": "Min", "heaviside": "Heaviside", "mod": "Mod",
    "atan2": "atan2", "loggamma": "loggamma", "digamma": "digamma", "sign": "sign",
}  # fmt: skip
OPERATORS = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b, ast.Pow: lambda a, b: a**b,
}  # fmt: skip
RELATIONS = {
    ast.Eq: sympy.Eq, ast.NotEq: sympy.Ne, ast.Lt: sympy.Lt, ast.LtE: sympy.Le,
    ast.Gt: sympy.Gt, ast.GtE: sympy.Ge,
}  # fmt: skip


def sides(row):
    """Operators and both sides of each relation of a row."""
    symbols = _symbols(row)
    relation = language.parsed(row.text)
    parts = relation.values if isinstance(relation, ast.BoolOp) else [relation]
    return [
        (
            RELATIONS[type(part.ops[0])],
            _read(part.left, symbols),
            _read(part.comparators[0], symbols),
        )
        for part in parts
    ]


def _symbols(row):
    positive, nonnegative = set(), set()
    if row.given:
        given = language.parsed(row.given)
        for part in given.values if isinstance(given, ast.BoolOp) else [given]:
            match part:
                case ast.Compare(ast.Name(name), [operator], [ast.Constant(value)]):
                    if (isinstance(operator, ast.Gt) and value >= 0) or (
                        isinstance(operator, ast.GtE) and value > 0
                    ):
                        positive.add(name)
                    elif isinstance(operator, ast.GtE) and value == 0:
                        nonnegative.add(name)
    found = {}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        kind = {"integer": True} if letter in language.INTEGERS else {"real": True}
        if letter in positive:
            kind["positive"] = True
        elif letter in nonnegative:
            kind["nonnegative"] = True
        found[letter] = sympy.Symbol(letter, **kind)
    return {**found, "e": sympy.E, "pi": sympy.pi, "oo": sympy.oo}


def _read(node, names):
    match node:
        case ast.Constant(value):
            return sympy.Integer(value)
        case ast.Name(name):
            return names[name]
        case ast.UnaryOp(ast.USub(), inner):
            return -_read(inner, names)
        case ast.BinOp(left, operator, right):
            return OPERATORS[type(operator)](_read(left, names), _read(right, names))
        case ast.Call(ast.Name(name), arguments):
            return _call(name, arguments, names)
    raise ValueError(ast.unparse(node))


def _condition(node, names):
    if isinstance(node, ast.BoolOp):
        join = sympy.And if isinstance(node.op, ast.And) else sympy.Or
        return join(*(_condition(value, names) for value in node.values))
    left, right = _read(node.left, names), _read(node.comparators[0], names)
    return RELATIONS[type(node.ops[0])](left, right)


def _call(name, nodes, names):
    match name, nodes:
        case "Sum" | "Prod", [ast.Name(letter), lower, upper, body]:
            kind = sympy.Sum if name == "Sum" else sympy.Product
            limits = (names[letter], _read(lower, names), _read(upper, names))
            return kind(_read(body, names), limits)
        case "D", [body, variable, *rest]:
            return sympy.Derivative(
                _read(body, names), _read(variable, names), rest[0].value if rest else 1
            )
        case "Integral", [body, variable, lower, upper]:
            limits = tuple(_read(node, names) for node in (variable, lower, upper))
            return sympy.Integral(_read(body, names), limits)
        case "Limit", [body, variable, point, *side]:
            where = {"plus": "+", "minus": "-"}[side[0].id] if side else "+-"
            place = _read(point, names)
            way = "-" if place is sympy.oo else "+" if place is -sympy.oo else where
            return sympy.Limit(_read(body, names), _read(variable, names), place, way)
        case "where", [condition, value, otherwise]:
            return sympy.Piecewise(
                (_read(value, names), _condition(condition, names)), (_read(otherwise, names), True)
            )
    arguments = [_read(node, names) for node in nodes]
    if name in language.DEFINED:
        letters, body = language.DEFINED[name]
        inner = dict(zip(letters.split(), arguments, strict=True))
        return _read(language.parsed(body), {**names, **inner})
    return getattr(sympy, RENAMED.get(name, name))(*arguments)


def simplified(row):
    """What SymPy says: True, False, or None where ``simplify`` leaves it open."""
    answers = []
    for relation, left, right in sides(row):
        if relation is sympy.Eq:
            rest = sympy.simplify((left - right).doit())
            answers.append(True if rest == 0 else False if rest.is_nonzero else None)
        else:
            result = sympy.simplify(relation(left.doit(), right.doit()))
            answers.append({sympy.true: True, sympy.false: False}.get(result))
    return None if None in answers else all(answers)
