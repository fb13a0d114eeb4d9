"""Writes a derivation with as many claims as wanted: true and wrong ones, each different.

python tests/benchmarks/many_claims.py 10000 > derivations/many.py
"""

import sys

HEAD = """\
from sympy import Rational, exp, log
from verifier import D, Sum, delta, derivation, dimension, equal, index, real, sigmoid, softmax, vector

notes = derivation("Many claims")
n = dimension("n")
i, j = index("i j", n)
x, y = vector("x", n), vector("y", n)
s = softmax(x)
t = real("t")

"""

FORMS = (
    'notes.claim("jacobian-{k}", equal(D({k} * s[i], x[j]), {k} * s[i] * (delta(i, j) - s[j])))',
    'notes.claim("power-{k}", equal(D(t**{k}, t), {k} * t**{before}))',
    'notes.claim("sum-{k}", equal(Sum({k} * x[i] + y[i], i), {k} * Sum(x[i], i) + Sum(y[i], i)))',
    'notes.claim("sigmoid-{k}", equal(D(sigmoid({k} * t), t), {k} * sigmoid({k} * t) * (1 - sigmoid({k} * t))))',
    'notes.erratum("wrong-{k}", equal((t + {k})**2, t**2 + {k} * t + {square}), reason="the factor 2 is lost")',
    'notes.claim("logarithm-{k}", equal(log(exp(t) * {k}), t + log({k})))',
)


def derivation(count, start=0):
    """The text of a derivation file with ``count`` claims, numbered from ``start``."""
    lines = [
        FORMS[number % len(FORMS)].format(k=number + 2, before=number + 1, square=(number + 2) ** 2)
        for number in range(start, start + count)
    ]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(derivation(int(sys.argv[1])))
