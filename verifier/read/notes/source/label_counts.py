"""How many scripts of a name may be its labels, in the order in which they are tried.

Guarantee: the most labels come first. Limits: counts only; what fits is asked by ``scope``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product


@lru_cache(maxsize=1024)
def tries(sub: int, sup: int, primes: int) -> tuple[tuple[int, int, int], ...]:
    """How many subscripts, superscripts and primes may be labels, most first."""
    found = product(range(sub + 1), range(sup + 1), range(primes + 1))
    return tuple(sorted(found, key=sum, reverse=True))
