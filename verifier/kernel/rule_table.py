"""The rules by their names: what a proof may say.

TRUSTED. Guarantee: a proof is made of these rules and of nothing else.
"""

from __future__ import annotations

from functools import cache

from verifier.kernel import (
    calculus_steps,
    certificates,
    comparison,
    descent,
    direct,
    integration,
    logic,
    monotone,
    steps,
    summation,
)


@cache
def rules() -> dict[str, steps.Rule]:
    """Name -> rule; the modules of the rules refer to one another."""
    return {
        "equal": direct.equal,
        "sign": direct.sign,
        "cases": logic.cases,
        "trichotomy": logic.trichotomy,
        "combine": direct.combine,
        "parts_of_sum": direct.parts_of_sum,
        "have": logic.have,
        "same_square": direct.same_square,
        "constant": calculus_steps.constant,
        "induction": calculus_steps.induction,
        "descent": descent.descent,
        "integrate": integration.integrate,
        "leibniz": integration.leibniz,
        "split_integral": integration.split_integral,
        "telescope": summation.telescope,
        "peel": summation.peel,
        "restate": comparison.restate,
        "rewrite": comparison.rewrite,
        "raise_both": comparison.raise_both,
        "exponentiate": comparison.exponentiate,
        "take_logarithms": comparison.take_logarithms,
        "same_angle": comparison.same_angle,
        "monotone": monotone.monotone,
        "concave": monotone.concave,
        "sum_of_parts": certificates.sum_of_parts,
        "product_of_parts": certificates.product_of_parts,
        "means": certificates.means,
        "subdivide": certificates.subdivide,
    }
