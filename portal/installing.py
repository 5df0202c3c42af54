"""Turns a requirements file with hashes into packages installed for one Python, by running pip.

The Python need not have a pip of its own. pip's many lines become one line that counts; its last
lines are shown only when it fails, with what to do about it.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)[ \t]*(;?)", re.MULTILINE)

# pip names a package that it fetches, a file that it has at hand, or what is installed already.
PACKAGE = re.compile(
    r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)"
    r"|Processing (?:.*[/\\])?(\w+)-[^/\\]*\.(?:whl|tar|zip)"
)

# What a person set for pip about reaching packages is kept. Anything else, such as PIP_USER,
# PIP_TARGET or PIP_CONSTRAINT, would put other packages, or put them elsewhere.
KEPT_FOR_PIP = {
    f"PIP_{name}"
    for name in (
        *("INDEX_URL", "EXTRA_INDEX_URL", "NO_INDEX", "FIND_LINKS", "TRUSTED_HOST", "PROXY"),
        *("CERT", "CLIENT_CERT", "KEYRING_PROVIDER", "CACHE_DIR", "NO_CACHE_DIR", "CONFIG_FILE"),
        *("TIMEOUT", "DEFAULT_TIMEOUT", "RETRIES"),
    )
}

# pip can install for another Python from 22.3 on.
KNOWS_OTHER_PYTHONS = "import pip; assert tuple(int(n) for n in pip.__version__.split('.')[:2]) >= (22, 3)"

ADVICE = (
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded file is not the one that the project pinned. Nothing was installed from it.\n"
        "Try again; if it stays, do not go round it, but tell the people who keep this project.",
    ),
    (r"No space left|Disk quota", "The disk is full. Make some space and try again."),
    (
        r"Retrying \(|NewConnection|resolve host|name resolution|timed out|ProxyError|SSLError",
        "The packages could not be fetched. Is this computer online? Behind a proxy, set\n"
        "HTTPS_PROXY. What is installed once needs no network any more.",
    ),
    (
        r"No matching distribution|requires a different Python|Failed to build|Failed building",
        "A package does not fit this Python. Try another version: python3.12 build.py",
    ),
    (r"Permission denied", "A folder may not be written to. See the lines above for which one."),
)


class InstallError(Exception):
    """Something outside the portal made installing impossible; the text says what to do."""


def missing(requirements: Path, folders: Iterable[str]) -> list[str]:
    """The names pinned in the file that are not installed, in that version, in these folders.

    Pins with a condition (`; sys_platform == 'win32'`) are left to pip, which can read them.
    """
    installed: set[tuple[str, str]] = set()
    for folder in folders:
        if os.path.isdir(folder):  # noqa: PTH112 - this runs at every start; plain calls are quick
            for entry in os.listdir(folder):  # noqa: PTH208 - as above
                if entry.endswith(".dist-info"):
                    name, _, version = entry.removesuffix(".dist-info").partition("-")
                    installed.add((_same(name), version))
    return [
        name
        for name, version, condition in PIN.findall(requirements.read_text(encoding="utf-8"))
        if not condition and (_same(name), version) not in installed
    ]


def _same(name: str) -> str:
    """One spelling for a package's name, as PyPI treats `types_PyYAML` and `types-pyyaml` alike."""
    return re.sub(r"[-_.]+", "-", name).lower()


def install(requirements: Path, python: Path, lock: IO[str] | None) -> None:
    """Install what the file pins, for this Python, or raise InstallError.

    pip holds the lock as well, so that it is kept even when build.py is killed and pip is not.
    """
    started = time.monotonic()
    environment = _environment_for_pip()
    command = [
        *_pip(python, environment),
        *("install", "--require-hashes", "--no-input", "--progress-bar", "off"),
        *("--disable-pip-version-check", "--requirement", str(requirements)),
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        pass_fds=[lock.fileno()] if lock and os.name != "nt" else [],
    ) as process:
        assert process.stdout is not None
        try:
            lines = _watch(process.stdout, requirements)
        except BaseException:
            # Ctrl-C: leave nothing running. pip passes SIGINT on to the pip that it runs for
            # another Python; killed, it would leave that one at work.
            process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
            raise
    if process.returncode:
        raise InstallError(_explain(requirements, lines))
    seconds = time.monotonic() - started
    print(f"Installed {requirements.name} in {seconds:.0f} s.", file=sys.stderr)


def without_detours(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead a Python away from the packages beside it."""
    detours = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in environment.items() if name not in detours}


def _environment_for_pip() -> dict[str, str]:
    environment = {
        name: value
        for name, value in without_detours(os.environ).items()
        if not name.startswith("PIP_") or name in KEPT_FOR_PIP
    }
    environment.pop("PYTHONWARNINGS", None)  # "error" would turn pip's own warnings into failures
    environment["PIP_USER"] = "0"  # a settings file may say `user = true`, which a .venv refuses
    if not environment.get("HOME") and os.name != "nt":
        # Without a home pip would keep its cache in a folder named "~" here, or in "/".
        environment.pop("HOME", None)
        environment["PIP_NO_CACHE_DIR"] = "1"
    return environment


def _pip(python: Path, environment: Mapping[str, str]) -> list[str]:
    """The command that runs a pip for this Python: its own, the system's, or one made for it."""
    base = getattr(sys, "_base_executable", sys.executable)

    def works(*command: str) -> bool:
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        return done.returncode == 0

    # -P: this folder, where the portal's own files lie, is no place to import pip's modules from.
    own = [str(python), "-P", "-m"]
    if works(str(python), "-P", "-c", "import pip"):
        return [*own, "pip"]
    if works(base, "-P", "-c", KNOWS_OTHER_PYTHONS):
        return [base, "-P", "-m", "pip", "--python", str(python)]
    if works(*own, "ensurepip"):
        return [*own, "pip"]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise InstallError(
        "Python's installer pip is needed (22.3 or newer) and was not found for this Python.\n"
        f"On Debian and Ubuntu: sudo apt install python3-pip python{version}-venv\n"
        "Elsewhere: install Python from python.org, which brings pip."
    )


def _watch(output: Iterable[str], requirements: Path) -> list[str]:
    """Show pip's progress while it runs; return its last lines."""
    lines: deque[str] = deque(maxlen=200)
    total = len(PIN.findall(requirements.read_text(encoding="utf-8")))
    count = 0
    show = _one_line if sys.stderr.isatty() else _next_line
    for line in output:
        lines.append(line.rstrip())
        if line.startswith("Ignoring "):
            total -= 1  # pinned for another system or another Python
        elif found := PACKAGE.match(line):
            count += 1
            show(f"  {count} of {total}: {found[1] or found[2]}")
        elif line.startswith("Installing collected"):
            show(f"  unpacking {count} packages")
        elif "Retrying (" in line:
            show("  no answer from the network; trying again")
    if sys.stderr.isatty():
        _one_line("")
    return list(lines)


def _one_line(text: str) -> None:
    print(f"\r{text:<60}\r{text}", end="", file=sys.stderr, flush=True)


def _next_line(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _explain(requirements: Path, lines: list[str]) -> str:
    output = "\n".join(lines)
    advice = next(
        (text for pattern, text in ADVICE if re.search(pattern, output)),
        "The lines above are pip's own and say what went wrong.",
    )
    last = "\n".join(f"  {line}" for line in lines[-10:])
    return f"Installing {requirements.name} failed. The last words of pip:\n{last}\n{advice}"
