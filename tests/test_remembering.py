"""The law of the cache: whatever is remembered, the site is the one that a build without memory makes."""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import editions, findings, inputs, recollection
from portal.checks.check import Check, run_checks
from portal.checks.site import SOURCE_CHECKS
from portal.checks.translations import EDITION_CHECKS
from portal.closed import ClosedPage, OpenFacts, closed_facts
from portal.environment import ROOT
from portal.excerpts import excerpts_of
from portal.fingerprints import fingerprint
from portal.heads import heads_of, opened
from portal.inputs import read_inputs
from portal.keeping import Keeper
from portal.model import Edition, Excerpt, FactType, File, Page, State, Text, map_texts, texts_of
from portal.outputs import of_language
from portal.parallel import side_by_side
from portal.pipeline import Outcome, run, with_outcome
from portal.problems import Place, Problem
from portal.project import Project
from portal.remembering import CACHE, Memory
from portal.shelf import Shelf
from portal.templating import Renderer
from portal.writing import write_site
from tests import tiny
from tests.tiny import DAY, Ran

Command = Callable[..., Ran]
TODAY = date.fromisoformat(DAY)


def site_of(root: Path) -> dict[str, bytes]:
    """The files that a build of a project gives, or its problems, as text."""
    return with_outcome(Project(root=root, today=TODAY), _values_of)


def _values_of(outcome: Outcome) -> dict[str, bytes]:
    files = {file.path: file.content for file in outcome.files}
    return files | {"report": "".join(one.as_text() for one in outcome.report.sorted).encode()}


def clean_site_of(root: Path, beside: Path) -> dict[str, bytes]:
    """The same, of a copy that remembers nothing."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(root, beside, ignore=shutil.ignore_patterns(CACHE))
    return site_of(beside)


# Edits


def _replaced(path: str, old: str, *new: str) -> Callable[[Path, random.Random], None]:
    def edit(root: Path, chance: random.Random) -> None:
        file = root / path
        if file.exists():
            file.write_text(file.read_text("utf-8").replace(old, chance.choice(new)), "utf-8")

    return edit


def _other_translation(root: Path, chance: random.Random) -> None:
    """One translation, somewhere, becomes another or none; sometimes one with a fault."""
    file = chance.choice(sorted((root / "locales").rglob("*.po")))
    lines = file.read_text("utf-8").split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("msgstr ") and at > 3]
    words = chance.choice(["", "Other words", "Other words {emergency.phone}", "**Other** 040 123 4567"])
    lines[chance.choice(places)] = f'msgstr "{words}"'
    file.write_text("\n".join(lines), "utf-8")


def _other_fact(root: Path, chance: random.Random) -> None:
    """A fact gets another value, day or doubt, or is one that is asked about."""
    file = root / "content/facts/facts.yaml"
    lines = file.read_text("utf-8").split("\n")
    at = chance.choice([at for at, line in enumerate(lines) if "value: " in line and "{" in line])
    was, now = chance.choice(
        [
            (r"value: [\d.-]+", chance.choice(["value: 3", "value: 9"])),
            (r"checked: [\d-]+", chance.choice(["checked: 2020", "checked: 2026-11"])),
            (r"(, doubt: [^}]*)?\}", chance.choice([", doubt: It is old.}", ", doubt: Nobody knows.}", "}"])),
        ]
    )
    lines[at] = re.sub(was, now, lines[at], count=1)
    file.write_text("\n".join(lines), "utf-8")


def _fact_elsewhere(root: Path, chance: random.Random) -> None:
    """A fact is named where it was not: by a page, by a word, by a text of the templates, as a law that was read."""
    name = chance.choice(["help.price", "help.days", "help.hours", "nollalinja.phone"])
    file, old = chance.choice(
        [
            ("content/topics/oikeus-tulkkiin.md", "tulk"),
            ("content/topics/apua-heti.md", "Soita"),
            ("content/glossary.yaml", "explanation: "),
            ("templates/not_found.html", "Nollalinja"),
        ]
    )
    path = root / file
    path.write_text(path.read_text("utf-8").replace(old, f"{{{name}}} {old}", 1), "utf-8")


def _new_page(root: Path, chance: random.Random) -> None:
    head = "---\ntitle: Uusi\nsummary: Tämä on uusi.\nsection: apu\norder: 9\n---\n"
    (root / f"content/topics/uusi-{chance.randrange(3)}.md").write_text(f"{head}Uusi sivu.\n", "utf-8")


def _no_page(root: Path, chance: random.Random) -> None:
    for file in sorted((root / "content/topics").glob("uusi-*.md"))[: chance.randrange(2)]:
        file.unlink()


def _renamed_page(root: Path, chance: random.Random) -> None:
    for file in sorted((root / "content/topics").glob("uusi-*.md"))[:1]:
        file.rename(file.with_name(f"uusi-{chance.randrange(3)}.md"))


def _same_size(root: Path, _: random.Random) -> None:
    """A change that leaves size and time as they were: the hash of the content sees it."""
    file = root / "content/topics/oikeus-tulkkiin.md"
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("tulkki", "tuklik"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _damage(root: Path, chance: random.Random) -> None:
    """The cache loses files, and others are cut or hold something else."""
    for file in sorted(path for path in (root / CACHE).rglob("*") if path.is_file()):
        what = chance.randrange(4)
        if what == 0:
            file.unlink()
        elif what == 1:
            file.write_bytes(file.read_bytes()[: chance.randrange(60)])
        elif what == 2:
            file.write_bytes(chance.randbytes(80))


EDITS = (
    _other_translation,
    _other_translation,
    _replaced("content/facts/facts.yaml", "112", "113", "112"),
    _other_fact,
    _other_fact,
    _fact_elsewhere,
    _replaced("content/services/perhetyo.yaml", "perhe", "perhe", "koti", "kahdeksan"),
    _replaced("content/glossary.yaml", "Perhetyö", "Perhetyö", "Kotityö"),
    _replaced("templates/page.html", "<h1", "<h1 ", "<h1  "),
    _replaced("templates/style.css", "1rem", "1.1rem", "1rem"),
    _new_page,
    _no_page,
    _renamed_page,
    _same_size,
    _damage,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 9999)), min_size=1, max_size=3))
def test_a_build_that_remembers_gives_what_one_without_memory_gives(
    tmp_path: Path, edits: list[tuple[Callable[[Path, random.Random], None], int]]
) -> None:
    root = tiny.make_project(tmp_path / "project")
    site_of(root)
    for edit, seed in edits:
        edit(root, random.Random(seed))  # the seed is the example's
        assert site_of(root) == clean_site_of(root, tmp_path / "clean")


# What is in the key


def test_what_is_remembered_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tiny.make_project(tmp_path / "project")
    first = site_of(root)
    monkeypatch.setattr(recollection, "of_language", lambda *_: pytest.fail("made again"))
    for place in (recollection, findings):
        monkeypatch.setattr(place, "run_checks", lambda *_: pytest.fail("checked again"))
    monkeypatch.setattr(editions, "translate", lambda *_: pytest.fail("translated again"))
    assert site_of(root) == first


@pytest.mark.parametrize("other", ["program", "today"])
def test_another_program_or_day_takes_nothing_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    root = tiny.make_project(tmp_path / "project")
    before = read_inputs(root, TODAY)
    if other == "program":
        monkeypatch.setattr(inputs, "program", lambda: "another")
    now = read_inputs(root, TODAY if other == "program" else date(2027, 1, 1))
    assert now.of_site() != before.of_site()
    assert now.of_language("en") != before.of_language("en")


def test_each_file_that_a_build_reads_is_in_the_key_of_what_it_can_change(tmp_path: Path) -> None:
    root = tiny.make_project(tmp_path / "project", {"locales/exceptions.yaml": "[]\n"})
    before = read_inputs(root, TODAY)
    for path in sorted(path for path in root.rglob("*") if path.is_file() and CACHE not in path.parts):
        kept = path.read_bytes()
        path.write_bytes(kept + b"\n")
        now = read_inputs(root, TODAY)
        assert now.of_language("en") != before.of_language("en"), path
        path.write_bytes(kept)
    assert read_inputs(root, TODAY) == before
    assert before.of_language("en") != before.of_language("fi")


@pytest.mark.parametrize("age", [0, 60], ids=["new files", "old files"])
def test_a_file_that_is_changed_while_it_is_read_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: int
) -> None:
    root = tiny.make_project(tmp_path / "project")
    for path in root.rglob("*"):
        os.utime(path, (time.time() - age, time.time() - age))
    made = of_language

    def slow(renderer: Renderer) -> Iterator[File]:
        with (root / "content/topics/oikeus-tulkkiin.md").open("a", encoding="utf-8") as file:
            file.write("\nLisää.\n")
        return made(renderer)

    monkeypatch.setattr(recollection, "of_language", slow)
    site_of(root)
    assert _lists_of(root) == {None}


def _lists_of(root: Path) -> set[bytes | None]:
    """What the next build would find of finished files."""
    return {Shelf(path).list() for path in (root / CACHE / "parts").iterdir()}


# What a page cannot read is not in its key


def test_a_page_knows_only_the_heads_of_others(project: Callable[..., Path]) -> None:
    edition = tiny.edition_of(project(), "fi")
    page, *_ = edition.site.pages
    heads = heads_of(edition)
    head, *_ = heads.edition.site.pages
    assert (head.slug, head.title, head.summary) == (page.slug, page.title, page.summary)
    for look in (lambda: list(texts_of(head)), lambda: map_texts(head, lambda text: text), lambda: repr(head)):
        with pytest.raises(ClosedPage, match="only its title and its summary"):
            look()
    with pytest.raises(ClosedPage):
        _ = heads.edition.texts
    assert opened(heads.edition.site, [page]).pages[0] == page
    assert head.search is None


def test_a_template_that_reads_another_page_is_told_so(project: Callable[..., Path]) -> None:
    root = project()
    template = root / "templates/county.html"
    template.write_text(
        template.read_text("utf-8").replace(
            "{% block main %}", "{% block main %}{{ page_named('oikeus-tulkkiin').body.blocks }}", 1
        ),
        "utf-8",
    )
    (problem,) = [one for one in run(Project(root=root, today=TODAY)).report.sorted if one.rule == "template-value"]
    assert problem.place.file == "templates/county.html"
    assert "what another page says cannot be read here" in problem.message


def test_a_fact_can_be_read_only_where_it_is_named(project: Callable[..., Path]) -> None:
    root = project()
    template = root / "templates/county.html"
    words = template.read_text("utf-8")
    for name, is_told in (("'nollalinja.phone'", False), ("'help.' ~ 'price'", True)):
        written = f"{{% block main %}}{{{{ fact_named({name}).value }}}}"
        template.write_text(words.replace("{% block main %}", written, 1), "utf-8")
        told = [one for one in run(Project(root=root, today=TODAY)).report.sorted if one.rule == "template-value"]
        assert bool(told) == is_told
        if is_told:
            assert told[0].place.file == "templates/county.html"
            assert "the fact 'help.price' cannot be read here" in told[0].message


def test_closed_facts_and_their_names(project: Callable[..., Path]) -> None:
    facts = tiny.site_of(project()).facts
    known = OpenFacts(facts)
    assert known == facts
    assert known.named_in(repr("\nhelp.days, \u200f{help.price}; x.help.hours, law.shl_18.")) == {
        "help.days",
        "help.price",
        "law.shl_18",
    }
    with known.only(frozenset({"help.days"})):
        assert known["help.days"] == facts["help.days"]
        assert "help.price" in known
        assert set(known) == set(facts)
        for look in (lambda: known["help.price"], lambda: known.get("help.price"), lambda: list(known.values())):
            with pytest.raises(ClosedPage, match=r"help\.price|emergency\.phone"):
                look()
    assert known.get("no.fact") is None
    copied = pickle.loads(pickle.dumps(known))
    assert copied == known
    closed = closed_facts(facts, {FactType.PHONE})
    assert closed["emergency.phone"] == facts["emergency.phone"]
    assert pickle.loads(pickle.dumps(closed["help.price"])).type is FactType.PRICE
    with pytest.raises(ClosedPage, match="only its type"):
        _ = closed["help.price"].value
    assert fingerprint(closed["help.price"]) != fingerprint(closed["help.days"])


def test_with_a_fact_only_what_names_it_is_made_and_checked_again(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project()
    run(Project(root=root, today=TODAY))
    made: list[str] = []
    files = Keeper.files

    def watched(keeper: Keeper, kind: str, reads: object, make: Callable[[], Iterator[File]]) -> tuple[File, ...]:
        def noted() -> Iterator[File]:
            first = reads[0] if isinstance(reads, tuple) and reads else reads
            made.append(f"{kind} {first.slug}" if isinstance(first, Page) else kind)
            return make()

        return files(keeper, kind, reads, noted)

    monkeypatch.setattr(Keeper, "files", watched)
    checked: list[Page | None] = []

    def checking(checks: tuple[Check[Excerpt], ...], excerpt: Excerpt) -> list[Problem]:
        checked.append(excerpt.page)
        return list(run_checks(checks, excerpt))

    monkeypatch.setattr(findings, "run_checks", checking)
    file = root / "content/facts/facts.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 8.20", "value: 8.30"), "utf-8")
    run(Project(root=root, today=TODAY))
    service = {f"{kind} perhetyo" for kind in ("page", "page beside the source", "teach-back", "leaflet")}
    lists = {kind for kind in made if kind.startswith(("search", "open data"))}
    tells_of_all = {kind for kind in made if kind.endswith("tietoa-sivustosta")}  # which facts are to be asked about
    assert set(made) - lists - tells_of_all <= service
    assert {"page perhetyo", "page beside the source perhetyo"} <= set(made)
    assert lists
    assert set(checked) == {None}


def test_a_fingerprint_tells_all_that_a_value_says_and_not_where_it_stands(project: Callable[..., Path]) -> None:
    site = tiny.site_of(project())
    page = site.pages[0]
    elsewhere = replace(page, place=Place("elsewhere", 7), title=replace(page.title, place=Place("elsewhere", 8)))
    assert fingerprint(page) == fingerprint(elsewhere)
    for other in (replace(page, order=99), replace(page, quiet=not page.quiet), replace(page, slug="other")):
        assert fingerprint(other) != fingerprint(page)
    for text in texts_of(page):
        for other_text in (
            replace(text, source="x"),
            replace(text, translation="x"),
            replace(text, state=State.STALE),
            replace(text, stamped="2020-01-01"),
        ):
            old_and_new = {text: other_text}
            assert fingerprint(map_texts(page, lambda one: old_and_new.get(one, one))) != fingerprint(page)  # noqa: B023
    assert fingerprint(("a", "b")) != fingerprint(("ab",)) != fingerprint("ab")
    assert fingerprint(frozenset({"b", "a"})) == fingerprint(frozenset({"a", "b"}))
    with pytest.raises(TypeError, match="object has no fingerprint"):
        fingerprint(object())


def test_where_nothing_can_be_remembered_the_site_is_the_same(tmp_path: Path) -> None:
    root = tiny.make_project(tmp_path / "project")
    wanted = clean_site_of(root, tmp_path / "clean")
    shutil.rmtree(root / CACHE, ignore_errors=True)
    (root / CACHE).write_text("no folder", "utf-8")
    assert site_of(root) == wanted


def _build(root: Path, *, most_bytes: int = -1) -> subprocess.Popen[str]:
    """A build on its way, which may write no file bigger than `most_bytes`, as if the disk were full."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most_bytes}, -1)); "
    return subprocess.Popen(
        [sys.executable, "-c", limit + tiny.COMMAND, "build", "--today", DAY],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_disk_with_room_for_the_site_alone_is_enough(tmp_path: Path) -> None:
    root = tiny.make_project(tmp_path / "project")
    wanted = clean_site_of(root, tmp_path / "clean")
    most = max(map(len, wanted.values()))
    shutil.rmtree(root / CACHE, ignore_errors=True)
    for _ in range(2):  # what there was room to remember helps the second time, and misleads nobody
        with _build(root, most_bytes=most) as process:
            said, _ = process.communicate()
        assert process.returncode == 0, said
        assert not list((root / CACHE / "parts").glob("*"))
        site = {str(path.relative_to(root / "site")): path.read_bytes() for path in _all_files(root / "site")}
        assert site == {path: content for path, content in wanted.items() if path != "report"}


def test_two_builds_at_once_and_a_killed_one_spoil_nothing(tmp_path: Path) -> None:
    root = tiny.make_project(tmp_path / "project")
    wanted = clean_site_of(root, tmp_path / "clean")
    shutil.rmtree(root / CACHE, ignore_errors=True)
    with _build(root) as one, _build(root) as other, _build(root) as killed:
        time.sleep(1)
        killed.kill()
        said = [process.communicate()[0] for process in (one, other)]
    for process, words in zip((one, other), said, strict=True):
        # Who comes second while the first one writes says so, and changes nothing.
        assert process.returncode == 0 or "Another build" in words, words
    assert {one.returncode, other.returncode} & {0}
    assert site_of(root) == wanted


def _all_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def test_old_results_go_and_those_in_use_stay(tmp_path: Path) -> None:
    memory = Memory(tmp_path, most=2)
    for number in range(4):
        memory.keep(str(number), b"x")
        os.utime(tmp_path / str(number), (number, number))
    assert memory.recall("0") == b"x"
    memory.thin_out()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "3"]


# An unchanged build


def _files(root: Path) -> dict[str, tuple[int, bytes]]:
    return {str(path): (path.stat().st_ino, path.read_bytes()) for path in root.rglob("*") if path.is_file()}


def _aged(root: Path) -> None:
    """Every file is a minute older: what was changed a moment ago is not trusted."""
    for path in root.rglob("*"):
        when = path.stat().st_mtime - 60
        os.utime(path, (when, when))


def test_an_unchanged_build_loads_no_library_and_writes_no_file(project: Callable[..., Path]) -> None:
    root = project()
    _aged(root)
    assert tiny.run_command(root, "build").code == 0
    before = _files(root)
    say = (
        "import sys; from pathlib import Path; from portal.cli import main; code = main(sys.argv[1:], Path.cwd());"
        "own = {name.split('.')[0] for name in sys.modules} - set(sys.stdlib_module_names);"
        "print(sorted(name for name in own if not name.startswith(('_', 'sitecustomize')))); sys.exit(code)"
    )
    ran = tiny.run_python(root, say, "build", "--today", DAY)
    assert ran.code == 0, ran.output
    assert ran.output.splitlines()[-1] == "['portal']"
    assert " 0 new or changed" in ran.output
    assert _files(root) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "site/fi/index.html").write_text("broken", "utf-8"),
        lambda root: (root / "site/fi/index.html").unlink(),
        lambda root: (root / "site/extra.html").write_text("extra", "utf-8"),
        lambda root: shutil.rmtree(root / "site"),
    ],
    ids=["changed", "removed", "added", "all gone"],
)
def test_what_was_done_to_the_site_itself_is_undone(
    project: Callable[..., Path], change: Callable[[Path], None]
) -> None:
    root = project()
    _aged(root)
    tiny.run_command(root, "build")
    before = {path: content for path, (_, content) in _files(root / "site").items()}
    change(root)
    assert tiny.run_command(root, "build").code == 0
    assert {path: content for path, (_, content) in _files(root / "site").items()} == before


def test_an_edit_right_after_a_build_is_seen(project: Callable[..., Path]) -> None:
    root = project()
    facts = root / "content/facts/facts.yaml"
    for number in ("113", "114", "115"):
        facts.write_text(facts.read_text("utf-8").replace("112", number), "utf-8")
        tiny.run_command(root, "build")
        facts.write_text(facts.read_text("utf-8").replace(number, "112"), "utf-8")
        tiny.run_command(root, "build")
        assert number not in (root / "site/fi/apua-heti/index.html").read_text("utf-8")


def test_a_warning_is_said_again_and_another_folder_is_built(project: Callable[..., Path]) -> None:
    root = project()
    _aged(root)
    first = tiny.run_command(root, "build")
    again = tiny.run_command(root, "build")
    elsewhere = tiny.run_command(root, "build", "--out", "other")
    assert again.as_text() == first.as_text()
    assert (root / "other/index.html").exists()
    assert elsewhere.code == first.code


# How much is done


def test_one_translated_message_changes_only_the_files_that_show_it(project: Callable[..., Path]) -> None:
    root = project()
    site = root / "site"
    write_site(run(Project(root=root, today=TODAY)).files, site)
    catalogue = root / "locales/en/LC_MESSAGES/oikeus-tulkkiin.po"
    text = catalogue.read_text("utf-8")
    words = next(line for line in text.split("\n") if line.startswith('msgstr "') and len(line) > 40)
    catalogue.write_text(text.replace(words, f'{words[:-1]} Truly."'), "utf-8")
    before = {path: content for path, (_, content) in _files(site).items()}
    write_site(run(Project(root=root, today=TODAY)).files, site)
    after = {path: content for path, (_, content) in _files(site).items()}
    changed = {os.path.relpath(path, site) for path in after if before.get(path) != after[path]}
    # The page, alone and beside the Finnish, and what counts or lists all texts.
    shows = re.compile(r"oikeus-tulkkiin/|haku/|tilanne/|tietoa-sivustosta/|^api/|^offline/")
    assert [path for path in changed if "oikeus-tulkkiin/" in path]
    assert not [path for path in changed if not shows.search(path)]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often the dear things were done."""
    import jinja2
    import markdown

    from portal.inline import InlineMarkdown

    counts = {
        "templates filled": 0,
        "messages rendered": 0,
        "Python-Markdown": 0,
        "languages": 0,
        "checks": 0,
        "translations": 0,
    }

    def watch(place: object, name: str, what: str) -> None:
        real = getattr(place, name)

        def done(*values: object, **more: object) -> object:
            counts[what] += 1
            return real(*values, **more)

        monkeypatch.setattr(place, name, done)

    watch(jinja2.Template, "render", "templates filled")
    watch(InlineMarkdown, "render", "messages rendered")
    watch(markdown.Markdown, "convert", "Python-Markdown")
    watch(recollection, "of_language", "languages")
    watch(recollection, "run_checks", "checks")
    watch(findings, "run_checks", "checks")
    watch(editions, "translate", "translations")
    return counts


def test_no_build_does_more_work_than_before(project: Callable[..., Path], counted: dict[str, int]) -> None:
    root = project()

    def work() -> dict[str, int]:
        counted.update(dict.fromkeys(counted, 0))
        run(Project(root=root, today=TODAY))
        return dict(counted)

    assert work() == CLEAN
    assert work() == UNCHANGED
    catalogue = root / "locales/en/LC_MESSAGES/oikeus-tulkkiin.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("interpreter", "helper"), "utf-8")
    assert work() == ONE_CATALOGUE
    text = catalogue.read_text("utf-8")
    line = text[: text.rindex('msgstr "')].count("\n")  # the last message: it stands inside the page
    lines = text.split("\n")
    lines[line] = f'{lines[line][:-1]} Truly."'
    catalogue.write_text("\n".join(lines), "utf-8")
    assert work() == ONE_MESSAGE


CLEAN = {
    "templates filled": 50,
    "messages rendered": 803,
    "Python-Markdown": 0,
    "languages": 2,
    "checks": 23,
    "translations": 2,
}
UNCHANGED = {
    "templates filled": 5,
    "messages rendered": 1,
    "Python-Markdown": 0,
    "languages": 0,
    "checks": 0,
    "translations": 0,
}
ONE_CATALOGUE = {
    "templates filled": 35,
    "messages rendered": 712,
    "Python-Markdown": 0,
    "languages": 1,
    "checks": 1,
    "translations": 1,
}
ONE_MESSAGE = {
    "templates filled": 10,
    "messages rendered": 210,
    "Python-Markdown": 0,
    "languages": 1,
    "checks": 1,
    "translations": 1,
}


# Checks, page by page


@pytest.mark.parametrize("code", ["fi", "en"])
def test_excerpts_together_show_the_faults_of_the_whole_edition(project: Callable[..., Path], code: str) -> None:
    edition = tiny.edition_of(project(), code)
    long = "kunta ja perhe ja lapsi ja koulu " * 12

    def spoilt(text: Text) -> Text:
        if text.translation is None:
            return replace(text, source=f"{long} {text.source}")
        return replace(text, translation=f"{long} 040 123 4567 {{no.fact}} [x](y) **")

    whole = replace(edition, site=map_texts(edition.site, spoilt))
    checks = SOURCE_CHECKS if edition.is_source else EDITION_CHECKS
    excerpts = [excerpt for _, excerpt in excerpts_of(whole)]
    found = [set(run_checks(checks, excerpt)) for excerpt in excerpts]
    assert set().union(*found) == set(run_checks(checks, whole))
    copied = replace(edition, site=map_texts(edition.site, lambda text: replace(text, translation=text.source)))
    assert {one for _, excerpt in excerpts_of(copied) for one in run_checks(checks, excerpt)} == set(
        run_checks(checks, copied)
    )
    assert len(excerpts) == len(whole.site.pages) + 1
    assert sum(map(bool, found)) > len(whole.site.pages)


def test_an_excerpt_has_another_key_where_a_check_could_find_something_else(project: Callable[..., Path]) -> None:
    site = tiny.edition_of(project(), "en").site
    edition = tiny.edition_of(project(), "en")

    def keys(changed: Edition) -> list[str]:
        return [key for key, _ in excerpts_of(changed)]

    before = keys(edition)
    first = site.pages[0]
    moved = replace(first, title=replace(first.title, translated_at=Place("locales/en/x.po", 7)))
    of_first = keys(replace(edition, site=replace(site, pages=(moved, *site.pages[1:]))))
    assert [new != old for new, old in zip(of_first, before, strict=True)].count(True) == 1
    without_words = keys(replace(edition, site=replace(site, glossary=())))
    assert not set(without_words) & set(before)
    with pytest.raises(ClosedPage):
        [text for _, excerpt in excerpts_of(edition) for text in excerpt.site.interface]
    other_frame = keys(replace(edition, site=replace(site, interface=())))
    assert other_frame[:-1] == before[:-1]
    assert other_frame[-1] != before[-1]


# Several processors


def test_tasks_give_their_results_in_order() -> None:
    tasks = [lambda number=number: (number, os.getpid()) for number in range(20)]
    assert [number for number, _ in side_by_side(tasks)] == list(range(20))


def test_a_task_that_raises_raises() -> None:
    def bad() -> int:
        raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        side_by_side([lambda: 1, bad, lambda: 2])


HELPERS = """
import os, signal, sys
from portal.outputs import of_language
from portal.parallel import side_by_side
first = os.getpid()
def task(number):
    def run():
        if os.getpid() != first and sys.argv[1] == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if os.getpid() != first and sys.argv[1] == "raises":
            raise ValueError("only in a copy")
        return number * number
    return run
print(side_by_side([task(number) for number in range(50)]) == [number * number for number in range(50)])
"""


@pytest.mark.parametrize("fate", ["well", "killed", "raises"])
def test_what_a_helper_does_not_give_is_made_by_the_first_process(tmp_path: Path, fate: str) -> None:
    assert tiny.run_python(tmp_path, HELPERS, fate).output.endswith("True\n")


TWICE = """
import os, threading
from portal.outputs import of_language
from portal.parallel import side_by_side
first = os.getpid()
print({pid == first for pid in side_by_side([os.getpid] * 4)})
stop = threading.Event()
thread = threading.Thread(target=stop.wait)
thread.start()
print({pid == first for pid in side_by_side([os.getpid] * 4)})
stop.set()
"""


def test_a_process_with_threads_is_not_copied(tmp_path: Path) -> None:
    assert tiny.run_python(tmp_path, TWICE).output in {"{False}\n{True}\n", "{True}\n{True}\n"}  # one processor


TYPST_AND_AGAIN = """
import typst
from portal.outputs import of_language
from portal.parallel import side_by_side
def made():
    return len(typst.compile(b"Sana", format="png"))
print(len({made(), *side_by_side([made] * 4)}))
"""


def test_typst_works_in_a_build_after_it_was_used(tmp_path: Path) -> None:
    assert tiny.run_python(tmp_path, TYPST_AND_AGAIN).output == "1\n"
