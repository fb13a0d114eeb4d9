"""Marks of the configuration that nothing answers to any more.

Guarantee: only said of a run over the whole project; a pattern counts as used when one
claim or file matches it, whether or not that one fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from verifier.engine.settings import Settings
from verifier.engine.sources import below, relative


def unused(
    paths: Iterable[Path], settings: Settings, matched: Collection[str], ids: Collection[str]
) -> Iterator[str]:
    """What could be taken out of the configuration, in words.

    ``matched``: patterns of ``select`` and ``ignore`` that some claim answers to;
    ``ids``: every claim that was judged, each as often as it occurs.
    """
    for key, patterns in (("select", settings.select), ("ignore", settings.ignore)):
        for pattern in patterns:
            if pattern not in matched:
                yield f"{key}: no claim matches {pattern!r}"
    files = list(names(paths, settings.root)) if settings.exclude else []
    for pattern in settings.exclude:
        if not any(fnmatchcase(name, pattern) for name in files):
            yield f"exclude: no file matches {pattern!r}"
    times = Counter(ids)
    for id in settings.policy.known:
        if not times[id]:
            yield f"baseline: there is no claim {id!r}"
        elif times[id] > 1:
            yield f"baseline: {times[id]} claims in several files are called {id!r}"


def names(paths: Iterable[Path], root: Path) -> Iterator[str]:
    """Every derivation file below ``paths``, from the root."""
    for path in paths:
        place = path if path.is_absolute() else root / path
        for file in below(place) if place.is_dir() else ():
            yield relative(file, root)
