"""A pytest plugin: each claim of a derivation file is a test.

Guarantee: without ``--derivations`` (or ``derivations = true`` in the ini file) pytest
behaves as if the plugin were not there, and nothing of it is imported but this file.

    pytest --derivations derivations/

A claim that does not come out as its author expects fails, with the counterexample and
the hint; a line that is not checked is skipped, with the reason; a file that cannot be
read is an error of collection. ``[tool.verifier]`` counts as it does for ``verify``: paths,
select, ignore, exclude, timeout, seed, strict, allow, and the baseline, whose known
failures are expected to fail (``xfail``).

In plain tests: ``from verifier import assert_proved``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from verifier.claim import Claim, IllFormed, Unchecked
    from verifier.engine.config import Config
    from verifier.engine.results import Policy

FLAG = "derivations"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--derivations``, and the same in the ini file."""
    group = parser.getgroup("verifier")
    words = "collect the claims of derivation files as tests"
    group.addoption("--derivations", action="store_true", default=False, help=words)
    parser.addini(FLAG, words, type="bool", default=False)


def asked_for(config: pytest.Config) -> bool:
    """Whether derivations are to be collected."""
    return bool(config.getoption("--derivations") or config.getini(FLAG))


def pytest_configure(config: pytest.Config) -> None:
    """A configuration that cannot be used is wrong usage, before anything is collected."""
    if asked_for(config):
        project_of(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Derivation files below a folder that is configured to hold them."""
    config = parent.config
    if not asked_for(config):
        return None
    from verifier.engine.sources import SUFFIXES

    project = project_of(config)
    folders = [config.rootpath / path for path in project.config.paths]
    inside = any(file_path.is_relative_to(folder) for folder in folders)
    if not inside or file_path.suffix not in SUFFIXES or file_path.name.startswith(("_", ".")):
        return None
    name = file_path.relative_to(config.rootpath).as_posix()
    if any(fnmatchcase(name, pattern) for pattern in project.config.exclude):
        return None
    return DerivationFile.from_parent(parent, path=file_path)


@dataclass(frozen=True)
class Project:
    """What ``[tool.verifier]`` says, and what fails by it."""

    config: Config
    policy: Policy


PROJECT = pytest.StashKey["Project"]()


def project_of(config: pytest.Config) -> Project:
    """The project that is tested, read once; wrong usage where that cannot be."""
    if PROJECT not in config.stash:
        from verifier.engine.config import BadConfig, known_failures, read
        from verifier.engine.results import Policy

        root = config.rootpath
        try:
            found = read(root)
            known = known_failures(root / found.baseline) if found.baseline else {}
        except BadConfig as error:
            raise pytest.UsageError(str(error)) from error
        config.stash[PROJECT] = Project(found, Policy(found.strict, found.allow, known))
    return config.stash[PROJECT]


class DerivationFile(pytest.File):
    """One derivation file."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each claim; the first steps of a chain come first."""
        from verifier.claim import Derivation
        from verifier.engine.sources import load, select

        found = load(self.path, self.config.rootpath)
        if found is None:
            return
        if not isinstance(found, Derivation):
            raise self.CollectError(str(found))
        chosen = project_of(self.config).config
        for item in select(found, chosen.select, chosen.ignore).items:
            yield ClaimItem.from_parent(self, name=item.id, claim=item)


class Unexpected(Exception):
    """A claim that did not come out as its author expects."""


class ClaimItem(pytest.Item):
    """One claim as a test."""

    def __init__(
        self, name: str, parent: pytest.Collector, claim: Claim | IllFormed | Unchecked
    ) -> None:
        super().__init__(name, parent)
        self.claim = claim

    def runtest(self) -> None:
        """Judge the claim."""
        from verifier.claim import Unchecked
        from verifier.engine.decide import judge
        from verifier.engine.results import Result
        from verifier.report.problem import unexpected

        if isinstance(self.claim, Unchecked):
            pytest.skip(f"{self.claim.kind}: {self.claim.reason}")
        project = project_of(self.config)
        config = project.config
        verdict = judge(self.claim, seed=config.seed, timeout=config.timeout)
        result = Result(self.claim, verdict)
        if project.policy.fails(result):
            problem = unexpected(result)
            raise Unexpected(f"{problem.title}\n{problem.message}")
        if not result.ok:
            pytest.xfail(f"{verdict.outcome}, expected {self.claim.expected}: known or allowed")

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """The verdict and its evidence instead of a traceback."""
        if isinstance(excinfo.value, Unexpected):
            place = f"{self.claim.span.file}:{self.claim.span.line}"
            return f"{place}: {excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the claim stands."""
        return self.path, max(0, self.claim.span.line - 1), self.name
