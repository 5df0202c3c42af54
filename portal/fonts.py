"""The installed packages of fonts -> what Typst sets each script with; the system's own fonts are never used.

Arabic is IBM Plex Sans Arabic: the Noto faces for Arabic look well and lose most words when a screen reader
reads the text back (measured in tests/test_leaflets.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A family of type, and where its files lie in which package."""

    family: str
    package: str
    folder: str
    files: str = "*.ttf"

    @property
    def path(self) -> Path:
        """The folder with the files."""
        spec = find_spec(self.folder.partition("/")[0])
        if spec is None or spec.origin is None:  # cannot be: build.py installs what is pinned
            raise ModuleNotFoundError(f"The fonts of {self.package} are not installed.")
        return Path(spec.origin).parent.joinpath(*self.folder.split("/")[1:])


_LATIN = Face(family="Noto Sans", package="fontpkg-noto-sans", folder="fontpkg_noto_sans/files")
FACES: dict[str, Face] = {
    "Latn": _LATIN,
    "Cyrl": _LATIN,
    "Arab": Face(
        family="IBM Plex Sans Arabic",
        package="fontpkg-ibm-plex-sans-arabic",
        folder="fontpkg_ibm_plex_sans_arabic/files",
    ),
    "Hans": Face(
        family="Noto Sans SC",
        package="justmytype-intl-cjk",
        folder="justmytype_intl_cjk/fonts/ofl/notosanssc",
    ),
    "Ethi": Face(
        family="Noto Sans Ethiopic",
        package="justmytype-intl-africa",
        folder="justmytype_intl_africa/fonts/ofl/notosansethiopic",
    ),
    "Thai": Face(
        family="Noto Sans Thai",
        package="fontpkg-noto-sans-thai",
        folder="fontpkg_noto_sans_thai/files",
    ),
}
"""The face of each script, by its code in ISO 15924; a script that is not here has no leaflets from Typst."""


def families(script: str) -> list[str]:
    """The families for a language in a script, in the order in which a letter is looked for."""
    face = FACES[script]
    # Chinese text takes its Latin letters and digits from the Latin face; Arabic has its own, drawn to go with it.
    return [face.family, _LATIN.family] if script == "Arab" else list(dict.fromkeys([_LATIN.family, face.family]))


def folders() -> list[Path]:
    """Every folder that Typst may take fonts from."""
    return list(dict.fromkeys(face.path for face in FACES.values()))


def upright(family: str) -> list[Path]:
    """The files of a family without its italics, in order: one for all weights, or one for each."""
    face = next(one for one in FACES.values() if one.family == family)
    return [path for path in sorted(face.path.glob(face.files)) if "Italic" not in path.name]


@cache
def versions() -> str:
    """Every package of fonts with its version: what makes the same leaflet another one."""
    return ", ".join(sorted({f"{face.package} {version(face.package)}" for face in FACES.values()}))
