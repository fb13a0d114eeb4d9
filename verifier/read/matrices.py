"""SymPy's matrix expressions as arrays.

Guarantee: sums, products, transposes, elementwise products, small powers and scalar
multiples of ``MatrixSymbol`` mean what SymPy means by them, with SymPy's shapes,

    (A B)[i, j] = sum over k of A[i, k] B[k, j].

Limits: inverses, determinants and blocks are refused; an n x 1 matrix stays a matrix.
"""

from __future__ import annotations

from functools import reduce

import sympy
from sympy.matrices.expressions import hadamard, special

from verifier.read import arrays, literal_arrays, products
from verifier.read.arrays import Array
from verifier.read.indexed import matrix_family, sized_symbols
from verifier.read.latex_print import ATOM, POWER, PRODUCT, SUM, Display
from verifier.read.quantity import Background, not_supported
from verifier.read.sympy_terms import Reading

LARGEST_POWER = 8

BINDING = {sympy.MatAdd: SUM, sympy.MatMul: PRODUCT, sympy.Transpose: POWER, sympy.MatPow: POWER}
"""How tightly SymPy's LaTeX of an expression binds."""


def matrix_array(expression: sympy.MatrixExpr) -> tuple[Array, Display, Background]:
    """The array of a matrix expression, its display, and what it brings along."""
    reading = Reading(dimensions=sized_symbols([expression]))
    array = build(reading, expression)
    binding = next((BINDING[kind] for kind in BINDING if isinstance(expression, kind)), ATOM)
    return array, Display(str(sympy.latex(expression)), binding), reading.background


def build(reading: Reading, expression: sympy.MatrixExpr) -> Array:
    """The array of one matrix expression."""
    match expression:
        case sympy.MatrixSymbol():
            return arrays.declared(matrix_family(reading, expression))
        case sympy.MatrixBase():
            rows = tuple(tuple(map(reading.term, row)) for row in expression.tolist())
            return literal_arrays.literal(rows)
        case sympy.MatAdd():
            return arrays.add(*(build(reading, part) for part in expression.args))
        case sympy.MatMul():
            return product(reading, expression)
        case sympy.Transpose():
            return products.transpose(build(reading, expression.arg))
        case hadamard.HadamardProduct():
            return arrays.hadamard(*(build(reading, part) for part in expression.args))
        case special.Identity():
            return arrays.identity(reading.term(expression.shape[0]))
        case special.ZeroMatrix() | special.OneMatrix():
            value = 0 if isinstance(expression, special.ZeroMatrix) else 1
            sizes = tuple(map(reading.term, expression.shape))
            return arrays.filled(reading.term(sympy.Integer(value)), sizes)
        case sympy.MatPow(args=(base, power)) if power.is_Integer and 1 <= power <= LARGEST_POWER:
            return reduce(products.matmul, [build(reading, base)] * int(power))
        case _:
            raise not_supported(f"the matrix operation {type(expression).__name__}")


def product(reading: Reading, expression: sympy.MatMul) -> Array:
    """A product of matrices with a scalar in front."""
    factor, matrices = expression.as_coeff_matrices()
    result = reduce(products.matmul, [build(reading, part) for part in matrices])
    if factor == 1:
        return result
    return arrays.hadamard(arrays.scalar(reading.term(factor)), result)
