"""What the forge runs: workflows that a pull request cannot turn against us, and the scripts that they call."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import changed_languages
import pytest
import report_comment
import report_table
import yaml
from hypothesis import given
from hypothesis import strategies as st
from report_comment import MARK, NotOurs, parsed, plain, pull_request_of, rendered, write_comment

from portal.environment import ROOT

FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
Workflow = dict[str, Any]


def _read(path: Path) -> Workflow:
    workflow: Workflow = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return workflow


def _steps(workflow: Workflow) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def _triggers(workflow: Workflow) -> set[str]:
    on = workflow["on"]
    return {on} if isinstance(on, str) else set(on)


every_workflow = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


# --- the workflows ---------------------------------------------------------------------------------


def test_the_workflows_are_those_that_are_documented() -> None:
    names = {path.stem for path in FILES}
    assert names == {"check", "pull-request-report", "pull-request-comment", "sync", "publish"}


@every_workflow
def test_rights_are_none_at_the_top_and_named_for_each_job(path: Path) -> None:
    workflow = _read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert int(job["timeout-minutes"]) <= 60
        assert re.fullmatch(r"ubuntu-\d\d\.\d\d", job["runs-on"])
    assert workflow["concurrency"]["group"]


@every_workflow
def test_only_official_actions_are_used_each_at_a_commit_with_its_version(path: Path) -> None:
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    for line in lines:
        assert re.fullmatch(r"(- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_an_action_has_one_commit_everywhere() -> None:
    used = {step["uses"] for path in FILES for step in _steps(_read(path)) if "uses" in step}
    assert len(used) == len({name.split("@")[0] for name in used})


@every_workflow
def test_a_checkout_keeps_no_credentials(path: Path) -> None:
    for step in _steps(_read(path)):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@every_workflow
def test_no_expression_is_written_into_a_script(path: Path) -> None:
    for step in _steps(_read(path)):
        assert "${{" not in step.get("run", "")


def test_no_workflow_runs_a_pull_request_with_the_rights_of_main() -> None:
    for path in FILES:
        assert "pull_request_target" not in path.read_text("utf-8")


def test_what_runs_a_pull_request_has_no_secret_and_only_reads() -> None:
    found = [path for path in FILES if "pull_request" in _triggers(_read(path))]
    assert {path.stem for path in found} == {"check", "pull-request-report"}
    for path in found:
        text = path.read_text("utf-8")
        assert "secrets." not in text
        assert "github.token" not in text
        assert "GITHUB_TOKEN" not in text
        for job in _read(path)["jobs"].values():
            assert job["permissions"] == {"contents": "read"}


def test_what_follows_another_run_takes_its_data_and_none_of_its_code() -> None:
    found = [_read(path) for path in FILES if "workflow_run" in _triggers(_read(path))]
    assert len(found) == 1
    [job] = found[0]["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert found[0]["on"]["workflow_run"]["workflows"] == [_read(FOLDER / "pull-request-report.yml")["name"]]
    uses = [step["uses"].split("@")[0] for step in job["steps"] if "uses" in step]
    assert uses == ["actions/download-artifact"]
    scripts = " ".join(step.get("run", "") for step in job["steps"])
    assert not re.search(r"\bgit\b|checkout|build\.py|pip\b", scripts)
    assert "?ref=$GITHUB_SHA" in scripts


def test_each_right_to_write_stands_in_one_place() -> None:
    writes = {
        (path.stem, name, right)
        for path in FILES
        for name, job in _read(path)["jobs"].items()
        for right, level in job["permissions"].items()
        if level == "write"
    }
    assert writes == {
        ("pull-request-comment", "comment", "pull-requests"),
        ("sync", "sync", "contents"),
        ("publish", "deploy", "pages"),
        ("publish", "deploy", "id-token"),
    }


def test_the_job_that_may_publish_runs_nothing_of_the_project() -> None:
    steps = _read(FOLDER / "publish.yml")["jobs"]["deploy"]["steps"]
    assert [step["uses"].split("@")[0] for step in steps] == ["actions/deploy-pages"]


def test_the_right_to_push_is_known_to_the_step_that_pushes_only() -> None:
    steps = list(_steps(_read(FOLDER / "sync.yml")))
    assert [step["name"] for step in steps if "github.token" in str(step)] == ["Push"]


def test_workflows_name_files_that_exist() -> None:
    text = "".join(path.read_text("utf-8") for path in FILES)
    for name in re.findall(r"(?:\.github/scripts|docs)/[\w/.-]+\w", text):
        assert (ROOT / name).is_file(), name


def _program(name: str, lacking: Callable[[str], NoReturn]) -> str:
    program = Path(sys.executable).with_name(name)
    return str(program) if program.exists() else lacking(f"{name} is not installed in this environment")


def test_the_workflows_fit_the_schema_of_github(lacking: Callable[[str], NoReturn]) -> None:
    command = [_program("check-jsonschema", lacking), "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*command, *map(str, FILES)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_weakness_is_found_in_the_workflows(lacking: Callable[[str], NoReturn]) -> None:
    command = [_program("zizmor", lacking), "--offline", "--persona=pedantic", "--no-progress", str(FOLDER)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# --- which languages changed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "languages"),
    [
        ([], ()),
        (["README.md", "tests/test_x.py", "locales/exceptions.yaml"], ()),
        (["locales/sv/LC_MESSAGES/perhetyo.po"], ("sv",)),
        (["locales/sv/reviews.tsv", "locales/ar/LC_MESSAGES/ui.po"], ("ar", "sv")),
        (["locales/xx/LC_MESSAGES/ui.po", "locales/..\n/x/y"], ()),
        (["content/site.yaml"], ("fi", "ar", "sv")),
        (["templates/page.html"], ("fi", "ar", "sv")),
    ],
)
def test_the_languages_that_changed(files: list[str], languages: tuple[str, ...]) -> None:
    assert changed_languages.changed_languages(files, ("fi", "ar", "sv")) == languages


def test_the_outputs_of_the_step() -> None:
    assert changed_languages.outputs(()) == "languages=\npaths=\n"
    assert changed_languages.outputs(("ar", "sv")) == (
        "languages=ar sv\npaths<<END\nsite/index.html\nsite/ar/\nsite/sv/\nEND\n"
    )


def test_a_code_that_could_be_an_output_of_its_own_is_no_language(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text('languages: [fi, no, "sv\\npaths=/etc", "../x", "a b"]\n', "utf-8")
    assert changed_languages.known_languages(tmp_path) == ("fi", "no")


def test_the_script_reads_what_git_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "names").write_bytes("content/topics/äiti.md\0README.md\0".encode())
    assert changed_languages.main([str(tmp_path / "names")]) == 0
    assert capsys.readouterr().out.startswith("languages=fi ")


# --- the table -------------------------------------------------------------------------------------


def _page(name: str, texts: int, missing: int, stale: int) -> dict[str, Any]:
    rest = {"unstamped": 0, "machine": texts - missing - stale, "person": 0, "checked": 0, "words_left": 0}
    return {"page": name, "texts": texts, "missing": missing, "stale": stale, **rest}


def _status(**languages: list[dict[str, Any]]) -> dict[str, Any]:
    return {"languages": [{"code": code, "pages": pages} for code, pages in languages.items()]}


def _problem(file: str, severity: str = "withheld", rule: str = "phone", message: str = "x") -> dict[str, Any]:
    return {"file": file, "line": 7, "column": 1, "severity": severity, "rule": rule, "message": message, "hint": ""}


def _rows(before: dict[str, Any], after: dict[str, Any], *problems: dict[str, Any]) -> list[dict[str, Any]]:
    data = report_table.table_data(report_table.counts_of(before), report_table.counts_of(after), list(problems))
    rows: list[dict[str, Any]] = data["languages"]
    return rows


def test_what_was_added_on_one_page_is_not_hidden_by_new_texts_on_another() -> None:
    before = _status(sv=[_page("a", 10, 5, 2), _page("b", 4, 0, 0)])
    after = _status(sv=[_page("a", 10, 2, 1), _page("b", 9, 5, 0)], ar=[_page("a", 10, 10, 0)])
    assert _rows(before, after) == [
        {"code": "sv", "texts": 19, "done": 11, "added": 3, "fixed": 1, "errors": 0},
        {"code": "ar", "texts": 10, "done": 0, "added": 0, "fixed": 0, "errors": 0},
    ]


def test_a_translation_with_a_fault_is_not_done_until_it_is_mended() -> None:
    before = _status(sv=[_page("a", 10, 0, 1) | {"withheld": 3}])
    after = _status(sv=[_page("a", 10, 0, 1) | {"withheld": 1}])
    assert _rows(before, after)[0] == {"code": "sv", "texts": 10, "done": 8, "added": 0, "fixed": 2, "errors": 0}


def test_a_new_page_adds_what_is_translated_and_a_shorter_one_nothing() -> None:
    before = _status(sv=[_page("short", 30, 30, 0)])
    after = _status(sv=[_page("short", 2, 2, 0), _page("new", 6, 1, 1)])
    assert _rows(before, after)[0]["added"] == 4


def test_errors_are_counted_for_their_language_and_warnings_are_not() -> None:
    status = _status(sv=[_page("a", 3, 0, 0)])
    problems = [
        _problem("locales/sv/LC_MESSAGES/a.po"),
        _problem("locales/sv/LC_MESSAGES/a.po", "warning"),
        _problem("content/site.yaml", "error"),
        _problem("a strange file", "error"),
    ]
    data = report_table.table_data({}, report_table.counts_of(status), problems)
    assert (data["languages"][0]["errors"], data["other_errors"]) == (1, 2)
    assert [one["file"] for one in data["problems"]] == ["locales/sv/LC_MESSAGES/a.po", "content/site.yaml"]


def _made(tmp_path: Path, before: str, after: str, problems: str) -> tuple[int, Path]:
    names = ["before.json", "after.json", "problems.json"]
    for name, text in zip(names, [before, after, problems], strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    out = tmp_path / "report.json"
    return report_table.main([str(tmp_path / name) for name in names] + [str(out)]), out


def test_the_data_that_one_script_writes_the_other_one_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = json.dumps(_status(sv=[_page("a", 3, 1, 0)]))
    problems = json.dumps([_problem("locales/sv/LC_MESSAGES/a.po", message="Älä @koko 👪 " * 100)] * 30)
    code, out = _made(tmp_path, "", status, problems)
    assert code == 0
    table = parsed(out.read_bytes())
    assert len(table.notes) == 20
    assert capsys.readouterr().out == rendered(table)
    assert "| sv | 2 | 0 | 66 % | 30 |" in rendered(table)


def test_a_status_that_nobody_expected_gives_no_table(tmp_path: Path) -> None:
    code, out = _made(tmp_path, "", json.dumps(_status(**{"sv|": [_page("a", 3, 1, 0)]})), "[]")
    assert (code, out.exists()) == (1, False)


# --- the comment -----------------------------------------------------------------------------------

ROW = {"code": "sv", "texts": 3, "done": 2, "added": 1, "fixed": 0, "errors": 0}
NOTE = {"file": "locales/sv/LC_MESSAGES/a.po", "line": 7, "rule": "phone", "message": "x"}
WHOLE = {"languages": [ROW], "other_errors": 0, "problems": [NOTE]}


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        WHOLE | {"more": 1},
        WHOLE | {"languages": [ROW, ROW]},
        WHOLE | {"languages": {"sv": ROW}},
        WHOLE | {"languages": [ROW | {"code": f"s{letter}"} for letter in "abcdefghijklmnopqrstuvwxyz"] * 5},
        WHOLE | {"other_errors": "0"},
        WHOLE | {"other_errors": True},
        WHOLE | {"other_errors": -1},
        WHOLE | {"other_errors": 10**9},
        WHOLE | {"other_errors": 0.5},
        *(
            WHOLE | {"languages": [ROW | {"code": code}]}
            for code in ("", "SV", "sv|", "sv\n", "<b>", "@team", "sv](x)", "ｓｖ", "sv-" + "a" * 99, None, 1)
        ),
        WHOLE | {"languages": [ROW | {"done": 4}]},
        WHOLE | {"languages": [ROW | {"name": "x"}]},
        WHOLE | {"problems": [NOTE] * 21},
        *(WHOLE | {"problems": [NOTE | {"file": file}]} for file in ("/etc/passwd", "content/a b", "content/`x`", 1)),
        *(WHOLE | {"problems": [NOTE | {"rule": rule}]} for rule in ("<b>", "a b", "", "@x", None)),
        WHOLE | {"problems": [NOTE | {"message": 1}]},
    ],
)
def test_data_that_are_not_ours_are_not_taken(value: object) -> None:
    with pytest.raises(NotOurs):
        parsed(json.dumps(value).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b"[" * 60_000,
        b" " * 70_000,
        b"1" * 60_000,
        json.dumps(WHOLE).encode() + b"x",
        json.dumps(WHOLE).replace("7", "NaN").encode(),
    ],
    ids=["empty", "not-utf-8", "mark", "deep", "large", "long-number", "more", "nan"],
)
def test_bytes_that_are_no_table_are_not_taken(data: bytes) -> None:
    with pytest.raises(NotOurs):
        parsed(data)


HOSTILE = (
    "@everyone #1 GH-2 https://evil.example www.evil.example a@b.example <script>alert(1)</script> </code> "
    "<!-- x --> [x](javascript:x) ![x](https://x) `x` ```` **x** | a | b | \n\n# Title\n- item\n\r\t\x00\x1b[31m"
    "\u202edelivered\u2066 \u200b\ufeff :tada: $x^2$ &lt; \\* ~~~ ::error::x e\u0301 https\u200d: ‎"
)


def test_nothing_but_words_is_left_of_hostile_text() -> None:
    inside = plain(HOSTILE).removeprefix("<code>").removesuffix("</code>")
    assert re.fullmatch(r"(?:[^\W_]|[ +\u0300-\u036f]|&#\d{1,7};|…)+", inside)
    assert "&#64;everyone &#35;1" in inside
    assert plain("\u202e") == "<code>&#91;U+202E&#93;</code>"
    assert "\n" not in inside


@given(st.text(max_size=400))
def test_no_text_leaves_its_code_and_its_line(text: str) -> None:
    shown = plain(text)
    inside = shown.removeprefix("<code>").removesuffix("</code>")
    assert shown == f"<code>{inside}</code>"
    assert not set(inside) & set("<>|`*_[]()@/:.!\\~\n\r\x00\u202e\u2028\"'$^=-{}%")
    assert inside.count("&") == len(re.findall(r"&#\d+;", inside))
    assert len(plain(text * 50)) < 4000


def test_a_comment_of_the_largest_data_fits_into_one_comment() -> None:
    rows = [{**ROW, "code": f"{a}{b}"} for a in "abcdefghij" for b in "abcdefghij"]
    notes = [NOTE | {"message": "@" * 300, "file": "content/" + "a" * 150}] * 20
    data = json.dumps({"languages": rows, "other_errors": 3, "problems": notes}).encode()
    assert len(rendered(parsed(data))) < 65_536


SHA = "a" * 40
EVENT = {
    "workflow_run": {
        "head_sha": SHA,
        "head_branch": "x&state=closed#ü",
        "head_repository": {"owner": {"login": "somebody"}},
    }
}


def _pull(number: int, sha: str) -> dict[str, Any]:
    return {"number": number, "head": {"sha": sha}}


@pytest.mark.parametrize(
    ("found", "number"),
    [
        ([_pull(5, SHA)], 5),
        ([_pull(4, "b" * 40), _pull(5, SHA)], 5),
        ([_pull(5, "b" * 40)], None),
        ([_pull(5, SHA), _pull(6, SHA)], None),
        ([], None),
    ],
)
def test_the_pull_request_is_the_one_at_the_commit_of_the_run(found: list[Any], number: int | None) -> None:
    asked = []

    def ask(method: str, path: str, sent: object) -> object:
        asked.append((method, path, sent))
        return found

    assert pull_request_of(EVENT, "us/portal", ask) == number
    head = "somebody%3Ax%26state%3Dclosed%23%C3%BC"
    assert asked == [("GET", f"/repos/us/portal/pulls?state=open&per_page=100&head={head}", None)]


def _comment(number: int, login: str, body: str) -> dict[str, Any]:
    return {"id": number, "user": {"login": login}, "body": body}


@pytest.mark.parametrize(
    ("comments", "wrote"),
    [
        ([], ("POST", "/repos/us/portal/issues/5/comments")),
        ([_comment(8, "somebody", f"{MARK}\n")], ("POST", "/repos/us/portal/issues/5/comments")),
        ([_comment(8, "github-actions[bot]", "Other")], ("POST", "/repos/us/portal/issues/5/comments")),
        ([_comment(8, "github-actions[bot]", f"{MARK}\n")], ("PATCH", "/repos/us/portal/issues/comments/8")),
    ],
)
def test_only_our_own_comment_is_changed(comments: list[Any], wrote: tuple[str, str]) -> None:
    written = []

    def ask(method: str, path: str, sent: object) -> object:
        if method == "GET":
            return comments
        written.append((method, path, sent))
        return {}

    write_comment("us/portal", 5, "body", ask)
    assert written == [(*wrote, {"body": "body"})]


def _run_comment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> tuple[int, list[str]]:
    (tmp_path / "event.json").write_text(json.dumps(EVENT), "utf-8")
    (tmp_path / "report.json").write_bytes(data)
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
    monkeypatch.setenv("GITHUB_REPOSITORY", "us/portal")
    bodies: list[str] = []

    def ask(method: str, path: str, sent: object) -> object:
        if isinstance(sent, dict):
            bodies.append(sent["body"])
        return [_pull(5, SHA)] if "/pulls?" in path else []

    return report_comment.main([str(tmp_path / "report.json")], ask), bodies


def test_the_comment_is_made_from_the_data_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = WHOLE | {"problems": [NOTE | {"message": "<b>@all</b>"}]}
    code, bodies = _run_comment(tmp_path, monkeypatch, json.dumps(data).encode())
    assert code == 0
    assert bodies == [
        f"{MARK}\n"
        "| language | added | fixed | done | errors |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| sv | 1 | 0 | 66 % | 0 |\n"
        "\n"
        "To mend first:\n"
        "\n"
        "- <code>locales&#47;sv&#47;LC&#95;MESSAGES&#47;a&#46;po&#58;7</code> phone: "
        "<code>&#60;b&#62;&#64;all&#60;&#47;b&#62;</code>\n"
        "\n"
        "The site with these changes is the artefact `preview` of the run. Every error is shown on its line.\n"
    ]


def test_bad_data_make_no_comment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run_comment(tmp_path, monkeypatch, b"{}") == (1, [])


def test_a_link_in_place_of_the_data_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real.json").write_bytes(json.dumps(WHOLE).encode())
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    monkeypatch.setenv("GITHUB_REPOSITORY", "us/portal")
    assert report_comment.main([str(tmp_path / "link.json")]) == 1


def test_the_script_that_may_write_needs_only_the_standard_library() -> None:
    script = ROOT / ".github/scripts/report_comment.py"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script.read_text("utf-8").split("if __name__")[0]])
    assert done.returncode == 0


# --- who looks at what -----------------------------------------------------------------------------


def test_every_language_has_its_line_for_the_people_who_own_it() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    codes = _read(ROOT / "content/site.yaml")["languages"]
    source = _read(ROOT / "content/site.yaml")["source_language"]
    for code in codes:
        folder = "/content/" if code == source else f"/locales/{code}/"
        assert any(re.match(rf"(# )?{folder} +@", line) for line in lines), code


def test_git_gives_catalogues_the_same_lines_on_every_system() -> None:
    assert "*.po text eol=lf" in (ROOT / ".gitattributes").read_text("utf-8").splitlines()
