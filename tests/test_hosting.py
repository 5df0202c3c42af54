"""The ready settings for web servers, in the real servers: headers, packed files, pages for lost addresses."""

from __future__ import annotations

import gzip
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import brotli
import pytest

from portal.policy import HEADERS
from tests.tiny import Ran


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.tiny import make_project, run_command

    root = make_project(tmp_path_factory.mktemp("hosting") / "project")
    ran: Ran = run_command(root, "build", "--compress")
    assert ran.code == 0, ran.output
    for path in (root, *root.parents):
        if path.is_relative_to(tmp_path_factory.getbasetemp()):
            path.chmod(0o755)  # the server reads as a user of its own
    return root / "site"


def free_port() -> int:
    """A port of this computer that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def asked(address: str, **headers: str) -> tuple[int, Message, bytes]:
    """What a server answers."""
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """A server, from when it answers until it is stopped."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            for _ in range(100):
                with socket.socket() as one:
                    if one.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            else:
                process.terminate()
                assert process.stdout is not None
                raise AssertionError(process.stdout.read().decode())
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def nginx(site: Path, folder: Path, require: Callable[..., str]) -> tuple[list[str], int]:
    """nginx with the site's settings in a server block, as an operator would include them."""
    port = free_port()
    settings = f"""
daemon off; pid {folder}/pid; error_log stderr; {"user root;" if os.getuid() == 0 else ""}
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; include {site}/hosting/nginx.conf; }}
}}"""
    (folder / "nginx.conf").write_text(settings, encoding="utf-8")
    return [
        require("nginx", "/usr/sbin/nginx"),
        "-e",
        "stderr",
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
    ], port


def caddy(site: Path, folder: Path, require: Callable[..., str]) -> tuple[list[str], int]:
    """Caddy with the site's settings imported into a site block."""
    port = free_port()
    settings = f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\troot * {site}\n"
    settings += f"\timport {site}/hosting/Caddyfile\n}}\n"
    (folder / "Caddyfile").write_text(settings, encoding="utf-8")
    return [require("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], port


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory, require: Callable[..., str]
) -> Iterator[str]:
    command, port = request.param(site, tmp_path_factory.mktemp("server"), require)
    with running(command, port) as address:
        yield address


def rules_of(policy: str) -> dict[str, set[str]]:
    """A Content Security Policy, rule by rule."""
    return {rule.split()[0]: set(rule.split()[1:]) for rule in policy.split(";")}


def test_every_answer_carries_the_policy_of_the_pages(server: str, site: Path) -> None:
    page = (site / "en/perhetyo/index.html").read_text(encoding="utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    page_rules = rules_of(found.group(1).replace("&#39;", "'"))
    styles = page_rules.pop("style-src")
    for path in ("/en/perhetyo/", "/en/nowhere/", "/worker.js"):
        _, headers, _ = asked(server + path)
        rules = rules_of(headers["Content-Security-Policy"])
        # A page allows the parts of the style that it has, the server those of every page.
        assert styles < rules.pop("style-src"), path
        assert rules == page_rules | {"frame-ancestors": {"'none'"}}, path
        for name, value in HEADERS.items():
            assert headers[name] == value, path


def test_what_has_its_hash_in_its_name_is_kept_for_ever_and_nothing_else(server: str, site: Path) -> None:
    script = next(path.relative_to(site).as_posix() for path in (site / "scripts").glob("page-*.js"))
    _, headers, content = asked(f"{server}/{script}")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "javascript" in headers["Content-Type"]
    assert content == (site / script).read_bytes()
    for path in ("/", "/en/perhetyo/", "/worker.js", "/offline/en.json"):
        assert asked(server + path)[1]["Cache-Control"] == "no-cache", path


def test_a_browser_that_can_gets_the_packed_page(server: str, site: Path) -> None:
    page = (site / "en/perhetyo/index.html").read_bytes()
    _, headers, content = asked(f"{server}/en/perhetyo/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == page
    assert headers["Content-Type"].startswith("text/html")
    assert asked(f"{server}/en/perhetyo/")[2] == page
    for path in ("/en/perhetyo/index.html.gz", "/hosting/nginx.conf", "/hosting/Caddyfile"):
        assert asked(server + path)[0] == 404, path


def test_a_lost_reader_sees_the_page_of_the_language(server: str, site: Path) -> None:
    for path, file in (("/en/nowhere/", "en/404.html"), ("/fi/a/b", "fi/404.html"), ("/nowhere", "404.html")):
        status, _, content = asked(server + path)
        assert status == 404, path
        assert content == (site / file).read_bytes(), path


def test_each_packed_file_unpacks_to_its_original_and_unpacked_kinds_have_none(site: Path) -> None:
    packed = [path for path in site.rglob("*") if path.suffix in {".br", ".gz"}]
    assert len(packed) > 50
    for path in packed:
        unpack = brotli.decompress if path.suffix == ".br" else gzip.decompress
        assert unpack(path.read_bytes()) == path.with_suffix("").read_bytes(), path
    assert (site / ".nojekyll").exists()
    pages = [path for path in site.rglob("*.html") if path.stat().st_size >= 200]
    assert all(path.with_name(f"{path.name}.br").exists() for path in pages)


def test_the_packed_cache_may_be_broken_or_gone(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project({})
    for damage in (b"", b"", b"not packed"):
        for kept in (root / ".cache/packed").glob("*"):
            kept.write_bytes(damage)
        ran = run_command(root, "build", "--compress")
        assert ran.code == 0, ran.output
        page = root / "site/en/index.html"
        assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
        assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()


def test_the_file_for_netlify_says_the_same_headers(site: Path) -> None:
    text = (site / "_headers").read_text(encoding="utf-8")
    for name, value in HEADERS.items():
        assert f"\n  {name}: {value}\n" in text
    assert "/scripts/*" in text
    assert "frame-ancestors 'none'" in text
