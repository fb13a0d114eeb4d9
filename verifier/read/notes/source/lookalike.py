r"""Names that may be one name spelt in two ways.

Guarantee: ``\phi`` and ``\varphi``, ``W`` and ``\mathbf{W}``, ``rate`` and ``rat`` with the
same scripts count as alike; ``\hat y`` and ``y``, ``\mathcal{L}`` and ``L`` do not. Limits: words
of letters.
"""

from __future__ import annotations

from verifier.read.notes.scopes.scope import OWN
from verifier.read.notes.source.names import Name

VARIANTS = ({r"\phi", r"\varphi"}, {r"\epsilon", r"\varepsilon"}, {r"\theta", r"\vartheta"},
            {r"\rho", r"\varrho"}, {r"\sigma", r"\varsigma"}, {r"\pi", r"\varpi"},
            {"l", r"\ell"})  # fmt: skip


def alike(name: Name, other: Name) -> bool:
    """Whether one of two names may be a misspelling of the other."""
    one, two = name.glyph, other.glyph
    scripts = (name.sub, name.sup, name.primes) == (other.sub, other.sup, other.primes)
    if one.letter == two.letter:
        if one.accents != two.accents or (one.fonts != two.fonts and (
            set(one.fonts + two.fonts) & OWN)):  # fmt: skip
            return False
        if scripts:
            return True
        labels = [*name.sub, *name.sup], [*other.sub, *other.sup]
        return one.fonts == two.fonts and len(labels[0]) == len(labels[1]) and all(
            left == right or near(left, right) for left, right in zip(*labels, strict=True)
        )  # fmt: skip
    if not scripts or one.accents != two.accents:
        return False
    if any({one.letter, two.letter} == pair for pair in VARIANTS):
        return True
    return not one.letter.startswith("\\") and near(one.letter, two.letter)


def near(one: str, two: str) -> bool:
    """Whether two words of letters differ by one letter, or by two that are swapped."""
    if not one.isalpha() or not two.isalpha() or max(len(one), len(two)) < 2:
        return False
    if one.isupper() and two.isupper() and len(one) == len(two) and sorted(one) != sorted(two):
        return False  # ESM, ISM and DSM are abbreviations
    if sorted(one) == sorted(two) and len(one) == len(two):
        return sum(left != right for left, right in zip(one, two, strict=True)) == 2
    if max(len(one), len(two)) < 3:
        return False
    short, long = sorted((one, two), key=len)
    if len(short) == len(long):
        return sum(left != right for left, right in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
