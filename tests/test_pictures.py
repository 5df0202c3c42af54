"""The pictures: drawn of allowed shapes, light, said in words, the same inside a page and alone; faults are told."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from portal.checks.pictures import ELEMENTS
from portal.environment import ROOT
from portal.model import Picture, Service, Site, Step
from portal.pictures import (
    BLACK_AND_WHITE,
    ROLES,
    Palette,
    icon,
    icon_address,
    in_colour,
    inline,
    standalone,
)
from portal.style import PAPER
from tests.browser import PHONE, Windows, chromium, served
from tests.real import LANGUAGES, RealSite, built_site, outcome_of
from tests.tiny import Ran

LISTED: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "content/pictures.yaml").read_text(encoding="utf-8"))
FILES = sorted((ROOT / "templates/pictures").glob("*.svg"))
HEAVY = 450
"""Bytes that a picture may add to a packed page."""

ACTIONS = {
    *("apua-heti", "soita", "kenelle-soitan", "oikeus-tulkkiin", "tyontekijalle", "mika-apu", "aikajana", "sanasto"),
    *("haku", "tulosta", "kuuntele", "jaa", "tekstin-koko", "ilman-verkkoa", "oikeudet", "pelkaatko", "raha", "kieli"),
    *("lomakkeet", "paatos-ja-muutoksenhaku", "tietosi-ja-salassapito", "turvakoti", "poistu-nopeasti"),
}


@pytest.fixture(scope="module")
def site() -> Site:
    found = outcome_of(ROOT).site
    assert found is not None
    return found


@pytest.fixture(scope="module")
def pictures(site: Site) -> dict[str, Picture]:
    return {picture.id: picture for picture in site.pictures}


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    return built_site(tmp_path_factory)


@pytest.fixture(scope="module")
def _windows(require: Callable[..., str], real_site: RealSite) -> Iterator[Windows]:
    with served(real_site.folder) as address, chromium(require("chromium", "chromium-browser", "google-chrome")) as one:
        yield Windows(browser=one, address=address)


@pytest.fixture
def windows(_windows: Windows) -> Iterator[Windows]:
    yield _windows
    _windows.close()


def _palettes(site: Site) -> tuple[Palette, Palette]:
    return in_colour(site.settings.theme, PAPER), BLACK_AND_WHITE


# The drawings


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_picture_is_made_of_shapes_alone(name: str, site: Site, pictures: dict[str, Picture]) -> None:
    for palette in _palettes(site):
        root = ElementTree.fromstring(standalone(pictures[name], palette))
        assert root.get("viewBox") == "0 0 64 64"
        shapes = [element for element in root.iter() if element is not root]
        assert {element.tag.rpartition("}")[2] for element in shapes} <= ELEMENTS.keys()
        assert not [element for element in root.iter() if (element.text or element.tail or "").strip()]
        assert not re.search(r"href|url\(|style|id=|on\w+=", standalone(pictures[name], palette))


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_picture_adds_little_to_a_page(name: str, real_site: RealSite, pictures: dict[str, Picture]) -> None:
    page = real_site.text("fi/saavutettavuus/index.html")
    with_picture = page.replace("</main>", f"{inline(pictures[name])}</main>")
    weights = [len(gzip.compress(html.encode(), 9, mtime=0)) for html in (page, with_picture)]
    assert 0 < weights[1] - weights[0] <= HEAVY


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_numbers_in_drawings_are_short(path: Path) -> None:
    for data in re.findall(r' d="([^"]*)"', path.read_text(encoding="utf-8")):
        assert not re.findall(r"\.\d{2,}", data), data


def test_every_part_is_used() -> None:
    parts = re.findall(r"macro (\w+)\(", (ROOT / "templates/pictures/parts.svg").read_text(encoding="utf-8"))
    used = " ".join(path.read_text(encoding="utf-8") for path in FILES)
    assert [part for part in parts if len(re.findall(rf"\b{part}\(", used)) < 2] == []


def test_a_picture_is_the_same_inside_a_page_and_alone(site: Site, pictures: dict[str, Picture]) -> None:
    for palette in _palettes(site):
        assert palette.paints.keys() == ROLES.keys()
        for picture in pictures.values():
            alone = re.search("<svg[^>]*>(.*)</svg>", standalone(picture, palette))
            inside = re.search("<svg[^>]*>(.*)</svg>", inline(picture))
            assert alone
            assert inside
            painted = re.sub(r'class="(\w)"', lambda found, paints=palette.paints: paints[found[1]], inside[1])
            assert alone[1] == painted


def test_two_drawings_are_never_the_same(pictures: dict[str, Picture]) -> None:
    assert len({picture.drawing for picture in pictures.values()}) == len(pictures)


def test_a_mirrored_file_is_turned_only_where_direction_matters(site: Site, pictures: dict[str, Picture]) -> None:
    palette, _ = _palettes(site)
    turned = {name for name, one in pictures.items() if standalone(one, palette, True) != standalone(one, palette)}
    assert turned == {name for name, one in pictures.items() if one.mirror}
    assert {"asiakkaan-polku", "poistu-nopeasti"} <= turned
    assert "tekstin-koko" not in turned


# What they are for


def test_every_service_step_and_action_has_a_picture(site: Site, pictures: dict[str, Picture]) -> None:
    assert all(site.picture_of(page) for page in site.pages if isinstance(page, Service | Step))
    assert pictures.keys() >= {page.slug for page in site.pages if isinstance(page, Service | Step)} | ACTIONS


def test_every_picture_is_said_in_words_of_its_own(pictures: dict[str, Picture]) -> None:
    said = [picture.alt.source for picture in pictures.values()]
    assert len(set(said)) == len(said)
    for sentence in re.split(r"(?<=\.) ", " ".join(said)):
        assert sentence.endswith("."), sentence
        assert len(sentence.split()) <= 12, sentence


def test_a_page_says_what_its_picture_shows_and_lists_only_decorate(real_site: RealSite) -> None:
    (beside,) = real_site.soup("fi/perhetyo/index.html").select("main .beside")
    assert (beside["role"], beside["aria-label"]) == ("img", LISTED["perhetyo"]["alt"])
    drawn = real_site.soup("fi/index.html").select("main .cards .pic")
    assert len(drawn) > 10
    assert {(one.get("aria-hidden"), one.get("aria-label")) for one in drawn} == {("true", None)}
    assert len(real_site.soup("fi/asiakkaan-polku/index.html").select("main .path .pic")) == 6


def test_a_page_has_at_most_one_picture_beside_its_title(real_site: RealSite) -> None:
    for path in real_site.pages:
        assert len(real_site.soup(path).select(".beside")) <= 1, path


def test_words_that_fell_back_to_finnish_are_not_said_in_another_language(real_site: RealSite) -> None:
    finnish = {entry["alt"] for entry in LISTED.values()}
    for code in set(LANGUAGES) - {"fi"}:
        for page in ("perhetyo", "arviointi", "pelkaatko"):
            (beside,) = real_site.soup(f"{code}/{page}/index.html").select(".beside")
            assert beside.get("aria-label") not in finnish
            assert beside.get("aria-label") or beside.get("aria-hidden") == "true"


def test_the_icon_keeps_its_sign_where_no_phone_cuts_it(site: Site, real_site: RealSite) -> None:
    _ground, sign = ElementTree.fromstring(icon(site))
    # The outline goes through these corners and, in the arcs, never beyond the box that they make.
    corners = [(16, 46), (32, 46), (16, 18), (32, 18), (38, 46), (48, 46), (48, 29)]
    assert sign.get("d") == "M16 46V26a8 8 0 0 1 16 0v20zM38 46V34a5 5 0 0 1 10 0v12z"
    assert max((x - 32) ** 2 + (y - 32) ** 2 for x, y in corners) <= (0.4 * 64) ** 2
    assert site.settings.theme.colour in icon(site)
    for page in ("fi/index.html", "index.html", "404.html"):
        (link,) = real_site.soup(page).select("link[rel=icon]")
        assert link["href"] == icon_address(site)
        assert re.fullmatch(r"data:image/svg\+xml,[!-~]+", str(link["href"]))


# In a browser

PAINTED = """svg => {
  document.body.innerHTML = svg;
  return Object.fromEntries([...document.querySelectorAll("svg [class]")].map(one => {
    const style = getComputedStyle(one);
    return [one.getAttribute("class"), [style.fill, style.stroke, style.strokeWidth]];
  }));
}"""


def _as_painted(palette: Palette) -> dict[str, list[str]]:
    def colour(written: str) -> str:
        channels = [str(int(written[at : at + 2], 16)) for at in (1, 3, 5)] if written[0] == "#" else []
        return f"rgb({', '.join(channels)})" if channels else written

    def of(paint: str) -> list[str]:
        values = dict(re.findall(r'([a-z-]+)="([^"]*)"', paint))
        width = values.get("stroke-width", "2")
        stroke = values.get("stroke", palette.paper)
        return [colour(values["fill"]), colour(stroke), f"{width}px" if stroke != "none" else ""]

    return {role: of(paint) for role, paint in palette.paints.items()}


@pytest.mark.parametrize("medium", ["screen", "print", "forced"])
def test_the_style_sheet_paints_as_the_palettes_do(medium: str, windows: Windows, site: Site) -> None:
    page = windows.new(script=True, forced_colors="active" if medium == "forced" else "none")
    page.goto(windows.address + "fi/perhetyo/")
    if medium == "print":
        page.emulate_media(media="print")
    shapes = "".join(f'<path class="{role}" d="M0 0h9"/>' for role in ROLES)
    found = page.evaluate(PAINTED, f'<svg class="pic" viewBox="0 0 64 64">{shapes}</svg>')
    wanted = _as_painted(in_colour(site.settings.theme, PAPER) if medium == "screen" else BLACK_AND_WHITE)
    for role, (fill, stroke, width) in wanted.items():
        assert found[role][:2] == [fill, stroke], role
        assert not width or found[role][2] == width, role


def test_a_picture_with_a_direction_is_turned_in_arabic(windows: Windows) -> None:
    turned = {}
    for code in ("fi", "ar"):
        page = windows.new(script=True)
        page.goto(f"{windows.address}{code}/asiakkaan-polku/")
        turned[code] = page.evaluate("() => getComputedStyle(document.querySelector('.beside')).transform")
    assert turned == {"fi": "none", "ar": "matrix(-1, 0, 0, 1, 0, 0)"}


def test_pictures_push_the_first_action_of_a_service_out_of_sight_nowhere(windows: Windows, site: Site) -> None:
    services = [page.slug for page in site.pages if isinstance(page, Service)]
    bottom = "() => document.querySelector('main .button').getBoundingClientRect().bottom"
    page = windows.new(script=True)
    for code in LANGUAGES:
        for slug in services if code in ("fi", "ar") else ("lapsiperheiden-kotipalvelu", "ennaltaehkaiseva-perhetyo"):
            page.goto(f"{windows.address}{code}/{slug}/")
            shown = page.evaluate(bottom)
            page.evaluate("() => document.querySelectorAll('.pic').forEach(one => one.remove())")
            without = page.evaluate(bottom)
            assert shown <= PHONE[1] or shown - without <= 6, f"{code}/{slug}: {without} -> {shown}"


# What writers and drawers are told


def _entries(*left_out: str, **more: str) -> str:
    lines = [f"{name}: {{alt: '{entry['alt']}'}}" for name, entry in LISTED.items() if name not in left_out]
    return "\n".join([*lines, *(f"{name}: {{alt: {alt}}}" for name, alt in more.items())]) + "\n"


def _told(run_command: Callable[..., Ran], root: Path) -> str:
    ran = run_command(root, "check")
    assert ran.code == 1, ran.output
    assert "Traceback" not in ran.output
    return ran.output


def test_an_entry_without_a_drawing_and_a_drawing_without_an_entry(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    said = _told(run_command, project({"content/pictures.yaml": _entries("soita", soitta="Puhelin soi.")}))
    line = len(LISTED)
    assert (
        f"content/pictures.yaml:{line}:9: error[undrawn-picture] "
        "There is no drawing 'templates/pictures/soitta.svg'.\n    Did you mean 'soita'?\n"
        "templates/pictures/soita.svg:1:1: error[unlisted-picture] "
        "No entry of content/pictures.yaml says what this picture shows.\n"
        "    Write 'soita: {alt: ...}' there, or delete the file.\n"
    ) in said


def test_a_service_or_step_without_a_picture_and_a_page_that_names_an_unknown_one(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    step = (ROOT / "tests/projects/base/content/path/arviointi.yaml").read_text(encoding="utf-8")
    root = project(
        {
            "content/pictures.yaml": _entries("perhetyo"),
            "templates/pictures/perhetyo.svg": None,
            "content/path/arviointi.yaml": f"picture: arvionti\n{step}",
        }
    )
    said = _told(run_command, root)
    assert (
        "content/path/arviointi.yaml:1:1: error[unknown-name] "
        "'picture: arvionti' names something that does not exist.\n"
        "    Did you mean 'arviointi'?\n"
        "content/services/perhetyo.yaml:1:1: error[no-picture] The page 'perhetyo' has no picture.\n"
        "    Draw templates/pictures/perhetyo.svg, or name another with 'picture: ...'.\n"
    ) in said


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        ('<text x="8" y="20">Apua</text>', "the words 'Apua'"),
        ("<script/>", "<script>"),
        ('<image href="https://example.org/a.png"/>', "<image>"),
        ('<path class="c" fill="red" d="M0 0h9"/>', "the attribute 'fill' of <path>"),
        ('<path class="z" d="M0 0h9"/>', "<path> with the class 'z'"),
        ('<path d="M0 0h9"/>', "<path> with the class ''"),
        ('<path class="c" d="M0 0h9">', "it is no XML (mismatched tag)"),
    ],
)
def test_what_cannot_stand_in_a_picture(
    drawing: str, fault: str, project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project({"content/pictures.yaml": _entries(), "templates/pictures/haku.svg": drawing})
    said = _told(run_command, root)
    assert f"templates/pictures/haku.svg:1:1: error[bad-drawing] This cannot stand in a picture: {fault}.\n" in said


@pytest.mark.parametrize(
    ("name", "drawing", "line", "fault"),
    [
        ("haku", "{{ lenz(26, 26) }}", 1, "'lenz' is undefined"),
        ("haku", '{# A lens. #}\n{{ child(20, 60, "curly") }}', 2, "parameter 'skin' was not provided"),
        ("haku", "\n{{ lens(26, }}", 2, "unexpected '}'"),
        ("parts", "{% macro lens(x %}", 1, "expected token ','"),
    ],
)
def test_a_drawing_that_cannot_be_put_together(
    name: str, drawing: str, line: int, fault: str, project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project({"content/pictures.yaml": _entries(), f"templates/pictures/{name}.svg": drawing})
    said = _told(run_command, root)
    place = f"templates/pictures/{name}.svg:{line}:1: error[unfinished-drawing] The picture cannot be put together: "
    assert place + fault in said
    assert "unlisted-picture" not in said


def test_a_template_that_names_an_unknown_picture_is_told(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    page = (ROOT / "templates/topic.html").read_text(encoding="utf-8")
    wrong = page.replace("{% block body %}", '{% block body %}{{ picture("tulostus") }}')
    said = _told(run_command, project({"content/pictures.yaml": _entries(), "templates/topic.html": wrong}))
    assert "error[template-value] The template cannot be filled in: there is no picture 'tulostus'" in said
    assert "(Did you mean 'tulosta'?)" in said


def test_a_project_without_pictures_shows_none(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project()
    assert run_command(root, "build").code == 0
    pages = sorted((root / "site").rglob("*.html"))
    assert pages
    assert not [path for path in pages if 'class="pic' in path.read_text(encoding="utf-8")]
