"""Turns a tiny project in a temporary folder into a set-up one, by its real build.py and real pip.

No network is needed: pip finds the one small package in a folder, as PIP_FIND_LINKS tells it to.
"""

import ast
import base64
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from portal.environment import ROOT
from portal.installing import PIN, missing

BASE = getattr(sys, "_base_executable", sys.executable)  # a Python outside any virtual environment
PROGRAMS = "Scripts" if os.name == "nt" else "bin"

COMMAND = '''
"""Says where it runs and what it got."""
import json
import sys
from importlib.metadata import distributions


def main(arguments):
    """Exit with the number given."""
    here = {d.name: d.version for d in distributions() if d.name.startswith("tin")}
    print(json.dumps({"prefix": sys.prefix, "arguments": arguments, "packages": here}))
    return int(arguments[-1]) if arguments and arguments[-1].isdigit() else 0
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with build.py, the set-up code, a command that says where it runs, and wheels."""

    root: Path
    wheels: Path

    def require(self, package: str, version: str, file: str = "requirements.txt") -> None:
        """Pin this package, and make its wheel."""
        wheel = self.wheels / f"{package}-{version}-py3-none-any.whl"
        info = f"{package}-{version}.dist-info"
        files = {
            f"{package}.py": f"version = {version!r}\n",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{name},{_hash(text)},{len(text)}\n" for name, text in files.items())
        files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
        with zipfile.ZipFile(wheel, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        line = f"{package}=={version} \\\n    --hash=sha256:{digest}\n"
        (self.root / file).write_text(line, encoding="utf-8")

    def start(self, *arguments: str, python: str = BASE, **settings: str) -> subprocess.Popen[str]:
        """Start build.py; a setting overrides the environment, an empty one removes from it."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
        offline = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull,
        }
        environment = {k: v for k, v in {**kept, **offline, **settings}.items() if v}
        return subprocess.Popen(
            [python, str(self.root / "build.py"), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.root.parent,  # not the project's own folder: it must not matter
        )

    def run(self, *arguments: str, python: str = BASE, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run build.py to its end."""
        process = self.start(*arguments, python=python, **settings)
        output, errors = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "a project with spaces"
    (root / "portal").mkdir(parents=True)
    shutil.copy(ROOT / "build.py", root)
    for name in ("__init__.py", "environment.py", "installing.py"):
        shutil.copy(ROOT / "portal" / name, root / "portal")
    (root / "portal" / "cli.py").write_text(COMMAND, encoding="utf-8")
    project = Project(root=root, wheels=tmp_path)
    project.require("tinytest", "1.0", "requirements-test.txt")
    project.require("tiny", "1.0")
    return project


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _said(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """What the command inside printed; shows pip's words where it never came to that."""
    assert done.stdout, done.stderr
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_the_first_run_makes_an_environment_and_goes_on_in_it_and_the_next_only_goes_on(
    project: Project,
) -> None:
    first = project.run("check", "--quick", "3")
    assert _said(first) == {
        "prefix": str(project.root / ".venv"),
        "arguments": ["check", "--quick", "3"],
        "packages": {"tiny": "1.0"},
    }
    assert first.returncode == 3
    assert re.sub(r"\d+ s", "N s", first.stderr) == (
        "Making .venv, once, with all that the portal needs.\n"
        "  1 of 1: tiny\n"
        "  unpacking 1 packages\n"
        "Installed requirements.txt in N s.\n"
    )
    assert project.run().stderr == ""

    tests = project.run("test", "-k", "blocks")
    assert _said(tests)["packages"] == {"tiny": "1.0", "tinytest": "1.0"}
    assert "requirements.txt" not in tests.stderr, "what was there already is not installed again"


def test_changed_requirements_leave_nothing_of_the_old_ones(project: Project) -> None:
    project.run()
    project.require("tinier", "2.0")
    changed = project.run()
    assert "Making .venv again: it is unfinished, damaged or out of date.\n" in changed.stderr
    assert _said(changed)["packages"] == {"tinier": "2.0"}


def test_a_run_killed_half_way_is_mended_by_the_next(project: Project) -> None:
    killed = project.start()
    while not (project.root / ".venv" / "half-made").exists():
        assert killed.poll() is None
        time.sleep(0.01)
    time.sleep(0.3)
    killed.kill()
    killed.communicate()
    assert _said(project.run())["packages"] == {"tiny": "1.0"}
    assert not (project.root / ".venv" / "half-made").exists()


def test_a_damaged_environment_is_mended(project: Project) -> None:
    project.run()
    (package,) = (project.root / ".venv").rglob("tiny-1.0.dist-info")
    shutil.rmtree(package)
    assert _said(project.run())["packages"] == {"tiny": "1.0"}
    for path in (project.root / ".venv" / PROGRAMS).glob("python*"):
        path.unlink()
    assert _said(project.run())["packages"] == {"tiny": "1.0"}


def test_two_at_once_wait_for_each_other(project: Project) -> None:
    both = [project.start(), project.start()]
    ends = [(process.communicate(timeout=120), process.returncode) for process in both]
    assert [code for _, code in ends] == [0, 0]
    assert sum("Making .venv" in errors for (_, errors), _ in ends) == 1


def test_a_folder_that_is_no_environment_is_left_alone(project: Project) -> None:
    (project.root / ".venv").mkdir()
    (project.root / ".venv" / "diary.txt").touch()
    refused = project.run()
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"{project.root / '.venv'} is not a virtual environment, so it is left alone.\nMove it away and try again.\n"
    )
    assert (project.root / ".venv" / "diary.txt").exists()


def test_inside_an_environment_that_one_is_used(project: Project, tmp_path: Path) -> None:
    own = tmp_path / "own"
    venv.create(own, with_pip=False, symlinks=os.name != "nt")
    python = str(own / PROGRAMS / "python")
    first = project.run(python=python)
    assert _said(first)["prefix"] == str(own)
    assert first.stderr.startswith(f"Installing into {own}, which lacks tiny.\n")
    assert project.run(python=python).stderr == ""
    assert not (project.root / ".venv").exists()


def test_settings_for_another_python_or_another_place_do_no_harm(project: Project, tmp_path: Path) -> None:
    (tmp_path / "constraint.txt").write_text("tiny==9\n", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "pip.py").write_text("raise SystemExit('wrong pip')\n")
    done = project.run(
        HOME="",
        PYTHONPATH=str(tmp_path / "elsewhere"),
        PYTHONSAFEPATH="1",
        PYTHONWARNINGS="error::UserWarning",
        PIP_USER="1",
        PIP_TARGET=str(tmp_path / "elsewhere"),
        PIP_CONSTRAINT=str(tmp_path / "constraint.txt"),
        PIP_QUIET="3",
    )
    assert _said(done)["packages"] == {"tiny": "1.0"}
    assert not (tmp_path / "~").exists()


def test_a_python_that_may_not_be_installed_into_is_no_hindrance(
    project: Project, lacking: Callable[[str], NoReturn]
) -> None:
    python = shutil.which("python3", path="/usr/bin") or lacking("there is no /usr/bin/python3")
    where = "import sysconfig; print(sysconfig.get_path('stdlib', 'posix_prefix'))"
    stdlib = subprocess.run([python, "-c", where], capture_output=True, text=True, check=True)
    if not (Path(stdlib.stdout.strip()) / "EXTERNALLY-MANAGED").exists():
        lacking(f"{python} allows installing into it")
    assert _said(project.run(python=python))["packages"] == {"tiny": "1.0"}


def test_when_pip_fails_its_last_words_and_a_way_out_are_shown(project: Project) -> None:
    pinned = project.root / "requirements.txt"
    pinned.write_text(re.sub(r"[0-9a-f]{64}", "0" * 64, pinned.read_text(encoding="utf-8")))
    failed = project.run()
    assert failed.returncode == 1
    assert "Installing requirements.txt failed. The last words of pip:\n" in failed.stderr
    assert failed.stderr.endswith(
        "A downloaded file is not the one that the project pinned. Nothing was installed from it.\n"
        "Try again; if it stays, do not go round it, but tell the people who keep this project.\n"
    )
    assert "Traceback" not in failed.stderr


def test_without_network_it_says_so(project: Project) -> None:
    failed = project.run(PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9", PIP_RETRIES="1")
    assert failed.returncode == 1
    assert "  no answer from the network; trying again\n" in failed.stderr
    assert "The packages could not be fetched. Is this computer online?" in failed.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_control_c_is_quiet_and_leaves_a_mark_that_the_next_run_reads(project: Project) -> None:
    stopped = project.start()
    while not (project.root / ".venv" / "half-made").exists():
        time.sleep(0.01)
    stopped.send_signal(signal.SIGINT)
    output, errors = stopped.communicate(timeout=30)
    assert (stopped.returncode, output) == (130, "")
    assert "Traceback" not in errors
    assert _said(project.run())["packages"] == {"tiny": "1.0"}


def test_an_old_python_can_read_build_py_far_enough_to_be_told() -> None:
    ast.parse((ROOT / "build.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_what_the_project_itself_pins_is_here_and_says_nothing_of_where_it_came_from() -> None:
    pins = {}
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert missing(ROOT / name, sys.path) == []
        assert "://" not in text
        assert "--index" not in text
        pins[name] = {match[0] for match in PIN.findall(text)}, set(PIN.findall(text))
    assert pins["requirements.txt"][1] <= pins["requirements-test.txt"][1]
