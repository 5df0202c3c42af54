"""The shape of portal/: who may import whom, one list of languages, one list of outputs, small files."""

import ast
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.environment import ROOT
from portal.outputs import OUTPUTS
from tests.tiny import BASE, Ran

PORTAL = ROOT / "portal"
MODULES = sorted(PORTAL.rglob("*.py"))

# A part imports only what stands above it (docs: the straight line). A folder is one part.
PARTS_IN_ORDER = """
    installing environment
    problems remembering project inputs snapshots console last_build profiling parallel
    model inline blocks nodes prose reading languages style pictures recordings content_files content interface
    catalogues translation changes
    addresses formatting deadlines linking gazetteer trust closed heads scripts policy qr matching boxes boards
    summaries easy sense_lines wording leaflet_parts fonts checks schemas editions fingerprints excerpts findings
    keeping compiling templating pairing leaflets outputs shelf parts recollection
    compressing digests exchanging writing pipeline preview commands serving testing cli
"""
ORDER = PARTS_IN_ORDER.split()

OWN_CODES = {
    "cli.py": {"fi"},  # what `easy` takes a file for that belongs to no site
    "gazetteer.py": {"sv"},  # counties and municipalities have official names in Swedish, and in no third language
}


def _name(path: Path) -> str:
    return path.relative_to(PORTAL).as_posix()


def _part(path: Path) -> str:
    return path.relative_to(PORTAL).with_suffix("").parts[0]


def _imports(path: Path, deep: bool = False) -> Iterator[str]:
    """The modules that are imported when this one is; with `deep` also those that functions import later."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree) if deep else tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written whole"
            names = [alias.name for alias in node.names] if node.module == "portal" else [""]
            yield from (f"{node.module}.{name}".rstrip(".") for name in names)


def test_every_part_has_its_place_in_the_order() -> None:
    assert {_part(path) for path in MODULES} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_part_imports_only_what_stands_above_it(path: Path) -> None:
    if path == PORTAL / "__init__.py":
        return
    above = ORDER[: ORDER.index(_part(path)) + 1]
    parts = {name.split(".")[1] for name in _imports(path) if name.startswith("portal.")}
    assert parts <= set(above)


def test_the_package_itself_imports_nothing() -> None:
    assert list(_imports(PORTAL / "__init__.py", deep=True)) == []


@pytest.mark.parametrize("name", ["environment.py", "installing.py"])
def test_what_runs_before_anything_is_installed_needs_only_the_standard_library(name: str) -> None:
    names = {name.split(".")[0] for name in _imports(PORTAL / name)}
    assert names - {"portal"} <= sys.stdlib_module_names


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 280


def test_every_module_of_outputs_that_makes_files_is_in_the_one_list() -> None:
    names = [path.stem for path in (PORTAL / "outputs").glob("*.py") if path.stem != "__init__"]
    modules = [importlib.import_module(f"portal.outputs.{name}") for name in names]
    making = {module.__name__ for module in modules if hasattr(module, "files")}
    assert {output.__module__ for output in OUTPUTS} == making
    assert len(OUTPUTS) == len(making)


def test_a_new_language_is_added_in_site_yaml_alone(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    settings = (BASE / "content/site.yaml").read_text(encoding="utf-8")
    root = project({"content/site.yaml": settings.replace("[fi, en]", "[fi, en, sv, ar]")})
    ran = run_command(root, "build")
    assert ran.code == 0, ran.output
    for code, direction in (("sv", "ltr"), ("ar", "rtl")):
        english = {path.relative_to(root / "site/en") for path in (root / "site/en").rglob("*.html")}
        assert english == {path.relative_to(root / f"site/{code}") for path in (root / f"site/{code}").rglob("*.html")}
        page = (root / f"site/{code}/perhetyo/index.html").read_text(encoding="utf-8")
        assert f'<html lang="{code}" dir="{direction}">' in page
        assert f'"language": "{code}"' in (root / "site/api/index.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in MODULES if _part(path) != "easy"], ids=_name)
def test_no_module_knows_languages_of_its_own(path: Path) -> None:
    registry = (ROOT / "content/languages.yaml").read_text(encoding="utf-8").splitlines()
    codes = {line.split(":")[0] for line in registry if line[:1].isalpha()}
    assert {"fi", "ar", "prs"} <= codes
    words = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert words & codes <= OWN_CODES.get(_name(path), set())
