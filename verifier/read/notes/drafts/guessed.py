r"""Declarations for what a survey found: a type for each name, guessed from its uses.

Guarantee: one line for each name, none for names that are declared.
Limits: a guess by form; vectors are told from matrices by their indices, capitals, bold
letters and transposes.
"""

from __future__ import annotations

from collections import Counter

from verifier.read.notes.drafts.survey import Survey, Use

SIGMOID = r"**Define** $\sigma(t) = \frac{1}{1+e^{-t}}$ elementwise."
"""What sigma with arguments is, as a rule."""
SPARE = ("n", "m", "p", "q", "r")
"""Letters for sizes that nothing names."""


def draft(survey: Survey) -> tuple[list[str], dict[str, str]]:
    """The declaration lines, one for each name, and what to try where a definition is refused."""
    together(survey)
    sizes = dict(survey.sizes)
    spare = [letter for letter in SPARE if letter not in survey.uses and letter not in sizes]
    for letter, last in survey.indices.items():
        if not last:
            size = next(iter(sizes), None) or (spare.pop(0) if spare else "n")
            sizes.setdefault(size)
            survey.indices[letter] = size
    lets = [rf"${size} \in \mathbb{{N}}$" for size in sizes if size.isalpha() or "_" in size]
    defines: list[str] = []
    instead: dict[str, str] = {}
    for use in survey.uses.values():
        if use.latex in survey.indices or use.latex in sizes or use.latex in survey.random:
            continue
        if use.latex == r"\sigma" and use.applied and not use.defined:
            defines.append(SIGMOID)
        elif use.defined:
            defines.append(f"**Define** ${use.defined}$.")
            instead[defines[-1]] = f"**Let** {typed(use, survey)}."
        else:
            lets.append(typed(use, survey))
    lines = [f"**Let** {one_}." for one_ in lets]
    by_size: dict[str, list[str]] = {}
    for letter, last in survey.indices.items():
        by_size.setdefault(last, []).append(letter)
    lines += [rf"**Index** ${', '.join(letters)} = 1, \dots, {last}$."
              for last, letters in by_size.items()]  # fmt: skip
    if survey.random:
        lines.append(f"**Let** ${', '.join(survey.random)}$ be random variables.")
    lines += [f"**Let** ${name}$ be a density." for name in survey.densities]
    survey.sizes.update(dict.fromkeys(sizes))
    return [*lines, *defines], instead


def together(survey: Survey) -> None:
    r"""``t_n`` is an entry of ``\mathbf{t}`` where only the bold letter stands alone."""
    for latex in list(survey.uses):
        bold = survey.uses.get(rf"\mathbf{{{latex}}}")
        plain = survey.uses[latex]
        if bold is None or not plain.axes or plain.bare or plain.called:
            continue
        if len(plain.axes) > len(bold.axes):
            bold.axes = plain.axes
        bold.defined = bold.defined or ""
        del survey.uses[latex]


def typed(use: Use, survey: Survey) -> str:
    """The type that the uses of a name suggest."""
    if use.axes:
        shape = r" \times ".join(axis_size(axis, survey) for axis in use.axes)
        return rf"${use.latex} \in \mathbb{{R}}^{{{shape}}}$"
    if use.called:
        power = f"^{{{use.arity}}}" if use.arity > 1 else ""
        return rf"${use.latex} : \mathbb{{R}}{power} \to \mathbb{{R}}$"
    size = next(iter(survey.sizes), "n")
    bold = use.latex.startswith(r"\mathbf")
    capital = use.latex.replace(r"\mathbf{", "")[:1].isupper()
    if (use.transposed or bold) and capital:
        rows = survey.rows or size
        return rf"${use.latex} \in \mathbb{{R}}^{{{rows} \times {size}}}$"
    if use.transposed or bold:
        return rf"${use.latex} \in \mathbb{{R}}^{{{size}}}$"
    return rf"${use.latex} \in \mathbb{{R}}$"


def axis_size(letters: Counter[str], survey: Survey) -> str:
    """The size of an axis from the letter that stands on it most often."""
    letter = letters.most_common(1)[0][0]
    return survey.indices.get(letter) or "n"
