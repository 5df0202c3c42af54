"""The whole way of a new language: begun, one page translated with faults, mended, published, stamped, outdated."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup

from portal.environment import ROOT
from tests.tiny import Ran

Command = Callable[..., Ran]

PAGE = "apua-heti"
FOLDER = "locales/et/LC_MESSAGES"

ESTONIAN = {
    "Apua heti": "Kohe abi",
    "Onko joku vaarassa juuri nyt? Soita {emergency.phone}.": "Kas keegi on praegu ohus? Helista {emergency.phone}.",
    "Soita {emergency.phone}, jos jonkun henki tai terveys on vaarassa. Soita myös, jos lapsi on vaarassa.": (
        "Helista {emergency.phone}, kui kellegi elu või tervis on ohus. Helista ka siis, kui laps on ohus."
    ),
    "Kerro puhelimessa nämä asiat:": "Räägi telefonis neist asjadest:",
    "Kerro, missä olet.": "Ütle, kus sa oled.",
    "Kerro, mitä tapahtuu.": "Ütle, mis toimub.",
    "Kerro, kuka on vaarassa.": "Ütle, kes on ohus.",
    "Kerro, mitä kieltä puhut.": "Ütle, mis keelt sa räägid.",
    "Onko kotona väkivaltaa?": "Kas kodus on vägivalda?",
    "Läheinen ihminen voi lyödä, uhata tai pelotella. Tämän nimi on [lähisuhdeväkivalta]"
    "(term:lahisuhdevakivalta). Väkivalta **ei** ole sinun syysi.": (
        "Lähedane inimene võib lüüa, ähvardada või hirmutada. Selle nimi on [lähisuhtevägivald]"
        "(term:lahisuhdevakivalta). Vägivald **ei** ole sinu süü."
    ),
    "Soita Nollalinjaan: {nollalinja.phone}. Voit soittaa päivällä ja yöllä. Puhelu ei maksa mitään.": (
        "Helista Nollalinjale: {nollalinja.phone}. Võid helistada päeval ja öösel. Kõne ei maksa midagi."
    ),
    "[Lue lisää avusta, kun kotona on väkivaltaa](page:vakivalta-kotona).": (
        "[Loe lisaks abi kohta, kui kodus on vägivalda](page:vakivalta-kotona)."
    ),
    "Puhelu **ei** näy puhelinlaskussa. Numero voi silti jäädä puhelimen muistiin. "
    "[Lue, miten voit poistaa jälkiä puhelimesta](page:tietosuoja).": (
        "Kõne **ei** ole telefoniarvel näha. Number võib siiski jääda telefoni mällu. "
        "[Loe, kuidas saad telefonist jälgi kustutada](page:tietosuoja)."
    ),
    "Tarvitsetko turvallisen paikan?": "Kas vajad turvalist kohta?",
    "[Turvakoti](term:turvakoti) on turvallinen paikka, kun kotona on väkivaltaa. Voit mennä sinne myös lasten "
    "kanssa. Turvakoti on auki päivällä ja yöllä. Soita Nollalinjaan, niin saat neuvoa turvakodista.": (
        "[Varjupaik](term:turvakoti) on turvaline koht, kui kodus on vägivalda. Võid minna sinna ka koos lastega. "
        "Varjupaik on avatud päeval ja öösel. Helista Nollalinjale, siis saad nõu varjupaiga kohta."
    ),
    "Tarvitsetko apua jo tänään?": "Kas vajad abi juba täna?",
    "[Sosiaalipäivystys](term:sosiaalipaivystys) auttaa, kun asia ei voi odottaa. Se toimii päivällä ja yöllä. "
    "Voit soittaa esimerkiksi, jos lapsella ei ole turvallista aikuista.": (
        "[Sotsiaalvalve](term:sosiaalipaivystys) aitab, kui asi ei saa oodata. See töötab päeval ja öösel. "
        "Võid helistada näiteks siis, kui lapsel ei ole turvalist täiskasvanut."
    ),
    "Etsi numero [oman alueesi tiedoista](page:kenelle-soitan). Etkö löydä numeroa? Soita {emergency.phone}.": (
        "Otsi number [oma piirkonna andmetest](page:kenelle-soitan). Kas sa ei leia numbrit? Helista {emergency.phone}."
    ),
    "Voit pyytää [tulkkia](term:tulkki), joka kääntää puheen. Jokaisella on oikeus saada kiireessä välttämätön apu.": (
        "Võid paluda [tõlki](term:tulkki), kes tõlgib kõne. Igaühel on õigus saada kiiresti hädavajalikku abi."
    ),
    "Tarvitseeko lapsi jonkun, jolle puhua?": "Kas laps vajab kedagi, kellega rääkida?",
    "Lapsi voi soittaa itse. Lapsen ei tarvitse kertoa nimeään.": (
        "Laps võib ise helistada. Laps ei pea oma nime ütlema."
    ),
    "Haluatko puhua vaikeista asioista?": "Kas tahad rääkida rasketest asjadest?",
    "Täällä voit puhua huolistasi. Kaikissa palveluissa **ei** puhuta kaikkia kieliä. Katso kielet ensin.": (
        "Siin saad rääkida oma muredest. Kõigis teenustes **ei** räägita kõiki keeli. Vaata kõigepealt keeli."
    ),
    "Onko joku sairas?": "Kas keegi on haige?",
    "Onko henki vaarassa? Soita {emergency.phone}. Jos joku sairastuu äkkiä mutta hengenvaaraa **ei** ole, "
    "soita tähän numeroon:": (
        "Kas elu on ohus? Helista {emergency.phone}. Kui keegi haigestub äkki, aga elu **ei** ole ohus, "
        "helista sellele numbrile:"
    ),
    "Mitä teet, kun vaara on ohi?": "Mida teed, kui oht on möödas?",
    "Voit pyytää apua myös arkeen. [Katso, kenelle soitat](page:kenelle-soitan).": (
        "Võid paluda abi ka igapäevaeluks. [Vaata, kellele helistada](page:kenelle-soitan)."
    ),
}

SEARCH_WORDS = "lööb, peksab, vägivald, ähvardab, enesetapp, {emergency.phone}, kiirabi, varjupaik"
"""What people type. No page shows it, and its Finnish grows with each word that somebody looked for in vain."""

MESSAGES = len(ESTONIAN) + 1

FAULTS = {
    "typed-number": ("Nollalinjale: {nollalinja.phone}.", "Nollalinjale: {nollalinja.phone} (080 005 006)."),
    "placeholder": ("numbrit? Helista {emergency.phone}.", "numbrit? Helista."),
    "markup": ("Vägivald **ei** ole sinu süü.", "Vägivald ei ole sinu süü."),
    "direction-control": ("Ütle, kus sa oled.", "Ütle, \u202ekus sa oled."),
}
"""By rule: what stands in the good translation, and what the translator made of it."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project with one other language, so that the commands have less to read."""
    root = tmp_path_factory.mktemp("story")
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copytree(ROOT / "locales/sv", root / "locales/sv")
    settings = root / "content/site.yaml"
    text = re.sub(r"languages: \[.*?\]", "languages: [fi, sv]", settings.read_text("utf-8"), count=1)
    settings.write_text(text, "utf-8")
    return root


def _translate(root: Path, *faults: str) -> Path:
    """Every message of the page in Estonian, with these faults in it."""
    file = root / FOLDER / f"{PAGE}.po"
    catalogue = polib.pofile(str(file), wrapwidth=0)
    [words] = [entry for entry in catalogue if entry.comment.startswith("Words that people type")]
    assert {entry.msgid for entry in catalogue if entry is not words} == ESTONIAN.keys()
    for entry in catalogue:
        entry.msgstr = ESTONIAN.get(entry.msgid, SEARCH_WORDS)
        for fault in faults:
            entry.msgstr = entry.msgstr.replace(*FAULTS[fault])
    catalogue.save()
    return file


def _status(root: Path, run_command: Command) -> dict[str, int]:
    ran = run_command(root, "status", "--format", "json", "--language", "et", "--page", PAGE)
    row: dict[str, int] = json.loads(ran.output)["languages"][0]["pages"][0]
    return row


def test_a_language_goes_its_whole_way(root: Path, run_command: Command) -> None:
    ran = run_command(root, "new", "language", "et")
    assert ran.code == 0, ran.output
    assert "languages: [fi, sv, et]" in (root / "content/site.yaml").read_text("utf-8")

    # A page comes in with four faults; each is named on its line, and nothing else is.
    file = _translate(root, *FAULTS)
    lines = file.read_text("utf-8").split("\n")
    places = {source: lines.index(f'msgid "{source}"') + 1 for source in ESTONIAN if f'msgid "{source}"' in lines}
    wanted = {
        (rule, places[next(source for source, words in ESTONIAN.items() if good in words)])
        for rule, (good, _) in FAULTS.items()
    }
    problems = json.loads(run_command(root, "check", "--format", "json").output)
    own = [one for one in problems if one["file"] == f"{FOLDER}/{PAGE}.po" and one["severity"] != "warning"]
    assert {(one["rule"], one["line"]) for one in own} >= wanted
    assert {one["line"] for one in own} == {line for _, line in wanted}
    assert _status(root, run_command)["withheld"] == 4

    # Mended, it is published; all else is shown in easy Finnish.
    _translate(root)
    ran = run_command(root, "build")
    assert ran.code == 0, ran.output
    page = BeautifulSoup((root / f"site/et/{PAGE}/index.html").read_text("utf-8"), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "et"
    assert page.h1 is not None
    assert page.h1.get_text().strip() == "Kohe abi"
    shown = page.get_text()
    assert "Vägivald ei ole sinu süü." in shown
    assert "Väkivalta ei ole sinun syysi." not in shown
    other = BeautifulSoup((root / "site/et/perhetyo/index.html").read_text("utf-8"), "html.parser")
    assert any("Perhetyö on vapaaehtoista" in one.get_text() for one in other.find_all(lang="fi"))

    # A person stands behind it, until one sentence of the source is changed: only its own stamp is void.
    ran = run_command(root, "review", "et", PAGE, "--level", "person", "--role", "native speaker")
    assert ran.output.startswith(f"{MESSAGES} translations stamped 'person'")
    assert _status(root, run_command)["person"] == MESSAGES
    source = root / f"content/topics/{PAGE}.md"
    text = source.read_text("utf-8")
    old, new = "Voit soittaa päivällä ja yöllä. Puhelu", "Voit soittaa aina, päivällä ja yöllä. Puhelu"
    assert text.count(old) == 1
    source.write_text(text.replace(old, new), "utf-8")
    row = _status(root, run_command)
    assert (row["stale"], row["person"], row["missing"]) == (1, MESSAGES - 1, 0)
    listed = run_command(root, "status", "--language", "et", "--page", PAGE).output
    assert "Voit soittaa {+aina,+} päivällä ja yöllä." in listed
