"""Each file imports only from floors below its own, and each library only where it may."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    "verifier.terms": 0, "verifier.polynomial": 0, "verifier.claim": 1, "verifier.verdict": 1,
    "verifier.kernel": 2, "verifier.numeric": 2, "verifier.prove": 3, "verifier.refute": 3,
    "verifier.read": 3, "verifier.engine": 4, "verifier.report": 5, "verifier.cli": 6,
    "verifier.pytest_plugin": 6, "verifier.__main__": 7,
}  # fmt: skip
SAME_ROOM = {"verifier.traversal": "verifier.terms", "verifier.serialization": "verifier.terms"}
"""Files of the top level that make one room with another."""
TRUSTED = ("verifier.kernel", "verifier.terms", "verifier.traversal", "verifier.serialization",
           "verifier.polynomial", "verifier.claim")  # fmt: skip
LIBRARIES = {
    "distributed": ("verifier.engine.cluster",),
    "flint": ("verifier.numeric", "verifier.refute"),
    "rich": ("verifier.report.terminal",),
    "click": ("verifier.cli",),
    "pytest": ("verifier.pytest_plugin",),
    "markdown_it": ("verifier.read",),
    "sympy": ("verifier.read", "verifier.prove", "verifier.refute", "verifier"),
}
"""Library -> the only rooms that may import it."""

FILES = sorted((ROOT / "verifier").rglob("*.py"))


@pytest.fixture(scope="module", params=FILES, ids=lambda file: module(file))
def file(request):
    """Each file in turn; all tests of one follow one another, so that it is parsed once."""
    return request.param


def module(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    top = ".".join(name.split(".")[:2])
    return SAME_ROOM.get(top, top)


@cache
def read(file: Path) -> tuple[str, frozenset[str]]:
    """The docstring of ``file``, and every module that it imports anywhere, functions included."""
    tree = ast.parse(file.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            name = node.module or ""
            found.add(name)
            if name == "verifier":
                found |= {f"verifier.{alias.name}" for alias in node.names}
    return ast.get_docstring(tree) or "", frozenset(found - {"verifier"})


def imported(file: Path) -> frozenset[str]:
    return read(file)[1]


def test_imports_go_down(file):
    own = module(file)
    if own == "verifier":
        return
    assert room(own) in FLOORS, f"{own} stands on no floor"
    for name in imported(file):
        if name.startswith("verifier."):
            below = FLOORS.get(room(name))
            assert below is not None, f"{own} imports {name} from above all floors"
            allowed = room(name) == room(own) or below < FLOORS[room(own)]
            assert allowed, f"{own} (floor {FLOORS[room(own)]}) imports {name} (floor {below})"


def test_libraries_stay_in_their_rooms(file):
    own = module(file)
    for name in imported(file):
        rooms = LIBRARIES.get(name.split(".")[0])
        assert rooms is None or {own, room(own)} & set(rooms), f"{own} imports {name}"


def test_the_trusted_part_is_standard_library_alone(file):
    if module(file).startswith(TRUSTED):
        for name in imported(file):
            top = name.split(".")[0]
            assert top == "verifier" or top in sys.stdlib_module_names, f"{file} imports {name}"


def test_a_trusted_module_says_so(file):
    lines = read(file)[0].split("\n\n")
    assert module(file).startswith(TRUSTED) == lines[-1 if len(lines) == 1 else 1].startswith(
        "TRUSTED"
    )
