"""The rules by their names: what a proof may say.

TRUSTED. Guarantee: a proof is made of these rules and of nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps

from verifier.kernel import (
    calculus_steps,
    certificates,
    comparison,
    descent,
    direct,
    integration,
    logic,
    matrices,
    monotone,
    steps,
    summation,
    termwise,
)
from verifier.kernel.state import State
from verifier.terms import Relation

Computation = Callable[[steps.Replay, State, Relation, dict[str, object]], Relation]
"""A relation with a part of it computed; refused where the premises fail."""


def computed(compute: Computation, used: str, text: str) -> steps.Rule:
    """The rule that puts what ``compute`` gives in the place of the relation."""

    @wraps(compute)
    def rule(
        replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
    ) -> None:
        after = compute(replay, state, relation, proof)
        state.use(used)
        replay.say(depth, text)
        steps.proceed(replay, state, relation, after, proof.get("then"), depth)

    return rule


@cache
def rules() -> dict[str, steps.Rule]:
    """Name -> rule."""
    return {
        "equal": direct.equal,
        "sign": direct.sign,
        "cases": logic.cases,
        "trichotomy": logic.trichotomy,
        "either": logic.either,
        "combine": direct.combine,
        "parts_of_sum": direct.parts_of_sum,
        "have": logic.have,
        "without": logic.without,
        "have_all": matrices.have_all,
        "invert": matrices.invert,
        "same_square": direct.same_square,
        "constant": calculus_steps.constant,
        "induction": calculus_steps.induction,
        "descent": descent.descent,
        "integrate": computed(
            integration.integrate, "antiderivative", "an antiderivative is put in at both ends"
        ),
        "leibniz": computed(
            integration.leibniz, "leibniz", "the derivative of an integral by its ends"
        ),
        "split_integral": computed(
            integration.split_integral, "split_integral", "an integral in two parts"
        ),
        "telescope": computed(summation.telescope, "telescope", "a sum of differences"),
        "telescope_series": computed(
            summation.telescope_series, "telescope_series", "a series of differences"
        ),
        "series_step": computed(
            summation.series_step, "series_step", "terms of a series apart, and another series"
        ),
        "peel": computed(summation.peel, "peel", "one term of a sum apart"),
        "termwise": termwise.termwise,
        "restate": comparison.restate,
        "rewrite": comparison.rewrite,
        "generalise": summation.generalise,
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
