"""The command line: exit status, formats, files written, and what is imported."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from verifier.claim import Claim, Derivation, IllFormed, Span, Unchecked
from verifier.cli import main
from verifier.engine.proofs import FOLDER, place
from verifier.engine.results import Broken
from verifier.terms import Relation, Variable
from verifier.verdict import Condition, Counterexample, Proof, Verdict

x = Variable("x")
OUTCOMES = {
    "good": Verdict("proved", proof=Proof(["refl"], ("refl",), (), "all real x")),
    "thin": Verdict("proved", (Condition("x \\ne 0", thin=True),), proof=Proof(["refl"])),
    "bad": Verdict("refuted", counterexample=Counterexample({}, {"x": "0"}, {}, "0", "1")),
    "open": Verdict("undecided", tried=("normal form",)),
    "bug": Verdict("conflict", message="proof and numbers disagree"),
}


def load(path, root):
    """A derivation whose lines say which claims it makes: ``good``, ``bad refuted``, ..."""
    items = []
    for line, text in enumerate(path.read_text().splitlines(), 1):
        word, _, expected = text.partition(" ")
        span = Span(path.relative_to(root).as_posix(), line, 1, text)
        id = f"{path.stem}/{word}"
        if word == "broken":
            return Broken(span.file, line, 1, "SyntaxError: invalid syntax")
        if word == "aside":
            items.append(Unchecked(id, expected or "definition", "", span))
        elif word == "ill":
            items.append(IllFormed(id, "unknown-name", "q", span=span,
                                   expected=expected or "proved"))  # fmt: skip
        else:
            items.append(Claim(id, Relation("=", Variable(id), x), statement="x = x", span=span,
                               expected=expected or "proved"))  # fmt: skip
    return Derivation(path.relative_to(root).as_posix(), path.stem.capitalize(), items=tuple(items))


def judge(item, *, seed, timeout):
    return replace(OUTCOMES[item.id.split("/")[1]], seconds=0.001)


@pytest.fixture
def root(monkeypatch, tmp_path):
    monkeypatch.setattr("verifier.engine.reading.load", load)
    monkeypatch.setattr("verifier.engine.decide.judge", judge)
    monkeypatch.setattr("verifier.engine.hands.warm", lambda: None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "derivations").mkdir()
    return tmp_path


def write(root, **files):
    for name, text in files.items():
        (root / "derivations" / f"{name}.py").write_text(text)


def run(*arguments):
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"a": "good\nbad refuted\nill ill-formed\naside"}, 0),
        ({"a": "good\nbad"}, 1),
        ({"a": "good refuted"}, 1),
        ({"a": "open"}, 1),
        ({"a": "good\nill"}, 2),
        ({"a": "bad", "b": "good\nbroken"}, 2),
        ({"a": "good", "b": "bug", "c": "broken"}, 3),
        ({"a": "bug conflict"}, 3),
        ({}, 2),
        ({"a": "aside"}, 2),
    ],
)
def test_exit_status(root, files, status):
    write(root, **files)
    for command in (("all",), ("check", "derivations")):
        assert run(*command).exit_code == status


def test_the_other_files_are_still_checked(root):
    write(root, a="broken", b="good")
    found = run("check", "derivations")
    assert "b/good" in found.stdout
    assert "derivations/a.py:1:1: SyntaxError: invalid syntax" in found.stdout


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "nowhere.py"), ("all", "--format", "runes"), ("all", "--jobs", "0"),
     ("all", "--timeout", "0"), ("explain", "nothing"), ("frobnicate",), ("recheck",),
     ("all", "--select", "nothing")],
)  # fmt: skip
def test_wrong_usage_and_nothing_to_do(root, arguments):
    write(root, a="good")
    found = run(*arguments)
    assert found.exit_code == 2
    assert found.output.strip()
    assert "Traceback" not in found.output


def test_no_derivations_folder(root):
    (root / "derivations").rmdir()
    found = run("all")
    assert found.exit_code == 2
    assert "derivations/" in found.output


def test_strict(root):
    write(root, a="thin")
    assert run("all").exit_code == 0
    assert run("all", "--strict").exit_code == 1
    write(root, a="good\naside not supported")
    assert run("all").exit_code == 0
    assert run("all", "--strict").exit_code == 1


def test_all_writes_the_report_and_the_proofs(root):
    write(root, a="good\nbad refuted")
    run("all")
    report = (root / "reports" / "report.md").read_text()
    assert "a/good" in report
    assert str(root) not in report
    run("all", "--jobs", "2")
    assert (root / "reports" / "report.md").read_text() == report
    saved = (root / ".verifier" / "proofs" / "derivations" / "a.py.jsonl").read_text()
    assert [json.loads(line)["id"] for line in saved.splitlines()] == ["a/good"]
    (root / "derivations" / "a.py").rename(root / "derivations" / "b.py")
    run("all")
    names = {file.name for file in (root / ".verifier").rglob("*.jsonl")}
    assert names == {"b.py.jsonl"}


def test_selection_leaves_the_report_alone(root):
    write(root, a="good\nbad refuted")
    run("all")
    before = (root / "reports" / "report.md").read_text()
    found = run("all", "--select", "a/good")
    assert "a/bad" not in found.stdout
    assert (root / "reports" / "report.md").read_text() == before


def test_json_on_standard_output_is_json_alone(root):
    write(root, a="good\nbad refuted", b="broken")
    found = run("check", "derivations", "--format", "json")
    document = json.loads(found.stdout)
    assert [claim["id"] for claim in document["claims"]] == ["a/good", "a/bad"]
    assert document["errors"][0]["line"] == 1
    assert "derivations/b.py:1:1" in found.stderr
    other = run("check", "derivations", "--format", "json", "--output", "out.json")
    assert other.stdout == ""
    assert json.loads((root / "out.json").read_text())["claims"] == document["claims"]
    dash = run("check", "derivations", "--format", "markdown", "--output", "-")
    assert dash.stdout.startswith("# Verification report")


def test_the_same_input_gives_the_same_bytes(root):
    write(root, a="good\nthin\nbad refuted")
    first, second = (run("all", "--format", "json", *jobs).stdout
                     for jobs in ((), ("--jobs", "3")))  # fmt: skip
    assert first == second


def test_no_colour_and_no_progress_off_a_terminal(root):
    write(root, a="good")
    found = run("all")
    assert "\x1b" not in found.stdout
    assert found.stderr == ""
    assert found.stdout.splitlines()[-1].startswith("=")


@pytest.mark.parametrize(
    ("table", "status"),
    [
        ('allow = ["undecided"]', 1),
        ('allow = ["undecided", "refuted"]', 0),
        ('ignore = ["a/bad", "a/open"]', 0),
        ('select = ["a/good"]', 0),
        ('exclude = ["derivations/*"]', 2),
        ('paths = ["elsewhere"]', 2),
        ("frobnicate = 1", 2),
        ("timeout = -1", 2),
        ("jobs = true", 2),
        ('allow = ["lies"]', 2),
        ("paths = 3", 2),
        ("[", 2),
    ],
)
def test_configuration(root, table, status):
    write(root, a="good\nbad\nopen")
    (root / "pyproject.toml").write_text(f"[tool.verifier]\n{table}\n")
    found = run("all")
    assert found.exit_code == status
    assert "Traceback" not in found.output
    assert status < 2 or found.output


def test_an_option_beats_the_configuration(root):
    write(root, a="good\nbad")
    (root / "pyproject.toml").write_text('[tool.verifier]\nselect = ["a/good"]\n')
    assert run("all").exit_code == 0
    assert run("all", "--select", "a/bad").exit_code == 1


def test_a_baseline_lets_no_new_failure_pass(root):
    write(root, a="good\nbad\nopen")
    (root / "pyproject.toml").write_text('[tool.verifier]\nbaseline = "known.json"\n')
    assert run("all").exit_code == 1
    assert run("all", "--update-baseline").exit_code == 0
    assert run("all").exit_code == 0
    write(root, b="bad")
    assert run("all").exit_code == 1
    (root / "derivations" / "b.py").unlink()
    write(root, a="good\nbad refuted\nopen")
    assert "can leave the baseline: a/bad" in run("all").stdout
    (root / "known.json").write_text("damaged")
    assert run("all").exit_code == 2


def test_init_writes_a_derivation_once(root):
    assert run("init", "mine").exit_code == 0
    assert "verifier import" in (root / "derivations" / "mine.py").read_text()
    assert run("init", "mine").exit_code == 2


def test_output_that_cannot_be_written(root):
    write(root, a="good")
    (root / "file").write_text("")
    found = run("check", "derivations", "--format", "json", "--output", "file/x.json")
    assert found.exit_code == 2
    assert "cannot write" in found.output


def shell(command, folder):
    """The exit status and the standard error of ``verify`` below a shell."""
    script = f'{sys.executable} -c "from verifier.cli import main; main()" {command}'
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": "/bin:/usr/bin"}
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", ["recheck --help", "--help", "--version"])
def test_a_full_device_is_one_message(tmp_path, command):
    status, errors = shell(f"{command} >/dev/full", tmp_path)
    assert status == 2
    assert errors.splitlines() == [
        "Error: cannot write to standard output: No space left on device"
    ]


def test_standard_output_may_be_closed(tmp_path):
    status, errors = shell("recheck >&-", tmp_path)
    assert status == 2
    assert errors.startswith("Error: no saved proofs")


def test_an_unknown_claim_is_answered_with_similar_ones(root):
    write(root, softmax="good\nbad", sigmoid="good")
    found = run("explain", "sofmax/good")
    assert found.exit_code == 2
    assert "did you mean softmax/good" in found.output


def loaded(*arguments, cwd="."):
    """The modules that a command has imported when it ends."""
    script = (
        "import sys\nfrom verifier.cli import main\n"
        "try:\n    main(sys.argv[1:], standalone_mode=True)\n"
        "except SystemExit as end:\n    status = end.code\n"
        "print('\\n' + ' '.join(sorted(sys.modules)), status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd=cwd,
        env={"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": ""}, check=True,
    )  # fmt: skip
    *modules, status = done.stdout.splitlines()[-1].split()
    return set(modules), status


@pytest.mark.parametrize("arguments", [("--help",), ("all", "--help"), ("--version",)])
def test_help_imports_nothing_heavy(arguments):
    modules, status = loaded(*arguments)
    assert status == "0"
    assert not modules & {"sympy", "flint", "rich", "verifier.prove", "multiprocessing", "asyncio"}


SLOW = """
import sys, time
import verifier.engine.reading as reading
import verifier.engine.decide as decide
import verifier.engine.hands as hands
sys.path.insert(0, {tests!r})
import test_cli

def judge(item, *, seed, timeout):
    time.sleep(0 if item.id == "a/good" else 60)
    return test_cli.judge(item, seed=seed, timeout=timeout)

reading.load, decide.judge, hands.warm = test_cli.load, judge, lambda: None
from verifier.cli import main
main(["all", *sys.argv[1:]])
"""


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_ends_at_once_with_the_results_so_far(tmp_path, sent, status):
    (tmp_path / "derivations").mkdir()
    write(tmp_path, a="good\nbad\nopen", b="good")
    here = Path(__file__).parent
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW.format(tests=str(here)), "--output", "out.txt"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={"PYTHONPATH": f"{here.parent}", "PATH": ""},
    )  # fmt: skip
    end = time.monotonic() + 20
    while not list(tmp_path.rglob("*.journal")) and time.monotonic() < end:
        time.sleep(0.05)  # until the first verdict is there
    time.sleep(0.1)
    start = time.monotonic()
    process.send_signal(sent)
    _, errors = process.communicate(timeout=10)
    assert time.monotonic() - start < 2
    assert process.returncode == status
    assert "Traceback" not in errors
    found = (tmp_path / "out.txt").read_text()
    assert "a/good" in found
    assert "interrupted" in found


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e400", "1e300", "0", "-1", "x"])
def test_a_time_limit_is_a_number_of_seconds(root, seconds):
    write(root, a="good")
    for command in ("all", "explain a/good"):
        result = run(*command.split(), "--timeout", seconds)
        assert result.exit_code == 2
        assert "--timeout" in result.stderr
    (root / "pyproject.toml").write_text(f"[tool.verifier]\ntimeout = {seconds}\n")
    assert run("all").exit_code == 2


@pytest.mark.parametrize("name", ["", ".md", ".py", "../a", "a/b", "_a", "-a", "x.tex", "a\nb"])
def test_init_takes_names_of_derivations_alone(root, name):
    assert run("init", "--", name).exit_code == 2
    assert not list(root.rglob("*.*"))


def test_the_report_is_no_derivation(root):
    write(root, a="good")
    assert run("all").exit_code == 0
    assert run("check", ".").exit_code == 0


def test_nothing_to_check_is_said_once(root):
    result = run("all")
    assert (result.output).count("nothing to check") == 1


def test_part_of_an_id_finds_it(root):
    write(root, averylongname="good\nbad refuted")
    assert "did you mean averylongname/good?" in run("explain", "good").stderr


def test_declarations_are_drafted_for_notes_that_can_be_read(root):
    write(root, a="good")
    for name, words in (("a.py", "not for Python"), ("no.md", "No such file or directory\n")):
        result = run("suggest", f"derivations/{name}")
        assert result.exit_code == 2
        assert words in result.stderr


def test_python_dash_m(root):
    command = [sys.executable, "-m", "verifier", "--help"]
    here = Path(__file__).parent.parent
    done = subprocess.run(
        command, cwd=root, env={"PYTHONPATH": str(here)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Usage: verify ")


def test_a_project_that_cannot_be_written_to_is_judged_all_the_same(root):
    write(root, a="good")
    (root / ".verifier").write_text("no folder")
    (root / "reports").write_text("no folder")
    result = run("check", "derivations")
    assert result.exit_code == 0
    assert "1 proved" in result.stdout
    assert "the proofs cannot be saved" in result.stderr
    result = run("all")
    assert result.exit_code == 2
    assert "1 proved" in result.stdout
    assert "cannot write reports/report.md" in result.stderr
    (root / "pyproject.toml").write_text('[tool.verifier]\npaths = ["reports/more"]\n')
    assert "cannot write" in run("init").stderr


def test_files_outside_and_inside_keep_proofs_of_their_own(tmp_path):
    assert place("../a.py", tmp_path) != place("a.py", tmp_path)
    assert place("../../a.py", tmp_path).is_relative_to(tmp_path / FOLDER)


def test_a_baseline_of_an_id_that_several_claims_have(root):
    (root / "pyproject.toml").write_text('[tool.verifier]\nbaseline = "known.json"\n')
    for folder, text in (("one", "good"), ("two", "bad")):
        (root / "derivations" / folder).mkdir()
        (root / "derivations" / folder / "same.py").write_text(text.replace("bad", "good refuted"))
    assert run("all", "--update-baseline").exit_code == 0
    result = run("all")
    assert "2 claims in several files are called 'same/good'" in result.stdout
    assert "no longer failing" not in result.stdout


def test_a_folder_among_the_proofs_is_none(root):
    write(root, a="good")
    assert run("all").exit_code == 0
    (root / FOLDER / "b.jsonl").mkdir()
    assert " rejected by the kernel" in run("recheck").stdout
    assert run("all").exit_code == 0


def test_watch_looks_at_what_a_file_was_read_from(tmp_path):
    (tmp_path / "derivations").mkdir()
    helper = tmp_path / "number_that_is_watched.py"
    helper.write_text("number = 1\n")
    (tmp_path / "derivations" / "a.py").write_text(
        "from number_that_is_watched import number\n"
        "from verifier import derivation, equal, real\n"
        'derivation("A").claim("same", equal(real("x") * number, real("x")))\n'
    )
    script = "from verifier.cli import main; main()"
    environment = {"PYTHONPATH": f"{Path(__file__).parent.parent}:{tmp_path}"}
    command = [sys.executable, "-u", "-c", script, "watch"]
    with (tmp_path / "out.txt").open("w") as out:
        watching = subprocess.Popen(
            command, cwd=tmp_path, stdout=out, stderr=out, env=environment, text=True
        )
    try:
        for word in ("1 proved in", "1 refuted, 1 not as expected in"):
            end = time.monotonic() + 20
            while word not in (tmp_path / "out.txt").read_text() and time.monotonic() < end:
                time.sleep(0.05)
            assert word in (tmp_path / "out.txt").read_text()
            time.sleep(0.2)
            helper.write_text("number = 22\n")
    finally:
        watching.send_signal(signal.SIGINT)
    assert watching.wait(5) == 130
