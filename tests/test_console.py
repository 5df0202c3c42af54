"""What a command says goes to the terminal, or to whoever reads along and may stop reading."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from portal.environment import ROOT
from tests.tiny import COMMAND, DAY


def test_a_build_whose_words_nobody_reads_is_made_all_the_same(project: Callable[..., Path]) -> None:
    root = project()
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "build", "--today", DAY],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "site/index.html").is_file()
