"""Each guard of the kernel's rules is needed: with it off, a row of the tables fails."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.kernel.mutation import Guard, guards
from tests.kernel.rules.computing import LIMITS, REFUSED
from tests.kernel.table import Miss, Use, why
from tests.kernel.test_rules import TABLES
from verifier.kernel import (
    calculus_steps,
    certificates,
    comparison,
    descent,
    direct,
    growth,
    integration,
    limits,
    logic,
    matrices,
    monotone,
    steps,
    summation,
    termwise,
)
from verifier.kernel.rule_table import rules

MODULES = (
    calculus_steps, certificates, comparison, descent, direct, integration, logic,
    matrices, monotone, steps, summation, termwise,
)  # fmt: skip
COMPUTING = (growth, limits)
UNREACHED = (
    "raise", "tries == 0 ", "not polynomial ", "deep >= DEEPEST ", "not moving ",
    "no rule finds this limit", "no limit rule for", "a zero denominator in a limit",
    "a root of a negative logarithm", "no term of fastest growth", "may vanish at the point",
    "power < 0 in record.head not in ('sin', 'cos')",  # such a limit is nowhere seen to be defined
)  # fmt: skip
"""Parts of guards that end a search or say that there is no rule: what follows refuses too."""
REDUNDANT = {
    "the lemma contradicts what is known",
    "is_real(state, value) in not _is_defined(state, term, indices)",
}
"""Refused for clearness alone: a lemma that was shown contradicts only facts that clash, and no
inequality about complex quantities is begun."""

ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    TypeError,
    ValueError,
)
"""What a kernel without one of its checks of form may raise."""

GUARDS = [(module, guard) for module in MODULES for guard in guards(module)]


def fails(row: Use | Miss) -> bool:
    """Whether the row's own test would fail now, with an error if need be."""
    try:
        said = why(row)
    except ERRORS:
        return True
    return said != "" if isinstance(row, Use) else not said or row.because not in said


def rows(module: ModuleType, guard: Guard) -> list[Use | Miss]:
    """The rows that may notice, the likely ones first."""
    own = [TABLES[name] for name, rule in rules().items() if rule.__module__ == module.__name__]
    rejected = [row for table in own or TABLES.values() for row in table.rejected]
    others = [row for table in TABLES.values() for row in table.rejected]
    named = [row for row in others if row.because in guard.what]
    return [*named, *rejected, *(row for table in own for row in table.accepted)]


def called(value: object) -> str:
    match value:
        case Guard(function, _, what):
            return f"{function.__name__}: {what[:90]}"
        case ModuleType(__name__=name):
            return name.rsplit(".", 1)[-1]
        case _:
            return str(value)


def stands(guard: Guard) -> bool:
    """Whether something else refuses where this guard is off."""
    return any(guard.what == part or (len(part) > 5 and part in guard.what) for part in UNREACHED)


@pytest.mark.parametrize(
    "guard",
    [guard for module in COMPUTING for guard in guards(module) if not stands(guard)],
    ids=lambda guard: called(guard),
)
def test_guard_of_limits(guard: Guard) -> None:
    with guard.off():
        assert any(fails(row) for row in (*LIMITS, *REFUSED))


def test_there_are_guards() -> None:
    assert len(GUARDS) > 200


@pytest.mark.parametrize(("module", "guard"), GUARDS, ids=called)
def test_guard(module: ModuleType, guard: Guard) -> None:
    if any(reason in guard.what for reason in REDUNDANT):
        return
    with guard.off():
        assert any(fails(row) for row in rows(module, guard))
