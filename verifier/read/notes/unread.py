r"""What declarations say of the quantities of a claim and no assumption holds.

Guarantee: such words stand with the claim, which is not refuted then: the counterexample may
violate them. Words of independence are no hindrance where means and covariances settle the
claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.claim import Assumption
from verifier.read.notes import links, moments, sequences
from verifier.read.notes.scope import Scope
from verifier.terms import Condition


def said(scope: Scope, relation: Condition, given: Sequence[Assumption]) -> tuple[str, ...]:
    """What is said of the quantities of a claim and was not read."""
    owners = links.owners_in((relation, tuple(given)), sizes=True)
    return tuple(dict.fromkeys(
        words for part in scope.chain() for owner, words in part.unread
        if sequences.among(owner, owners) and not moments.settled(owner, words, relation)
    ))  # fmt: skip
