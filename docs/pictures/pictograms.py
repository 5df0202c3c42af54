"""Every picture big and small, light, dark and in black and white -> `docs/pictures/pictograms.png`, to be looked at.

Run it as `.venv/bin/python -m docs.pictures.pictograms` in the project's folder; with names of pictures behind it, it
shows those alone, in `pictograms-chosen.png`. It needs what the tests need: Playwright and a Chromium.
"""

from __future__ import annotations

import base64
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import yaml
from playwright.sync_api import Browser, sync_playwright

from portal.model import Picture, Theme
from portal.pictures import BLACK_AND_WHITE, inline, read_pictures, standalone
from portal.problems import Report, as_text
from portal.style import read_style

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, BIG, SMALL = 6, 128, 24
SHEET = """<!doctype html><style>%s
  ul { display: grid; grid-template-columns: repeat(%d, %dpx); gap: 12px; padding: 12px; margin: 0; }
  li { margin: 0; padding: 0; list-style: none; font: 11px/1.3 sans-serif; }
  svg, svg.pic { inline-size: 100%%; block-size: 100%%; }
  span { display: inline-block; }
  .big { inline-size: %dpx; block-size: %dpx; }
  .small { inline-size: %dpx; block-size: %dpx; }
</style><ul>%s</ul>"""


def _shot(browser: Browser, html: str, scheme: Literal["light", "dark"], width: int) -> bytes:
    context = browser.new_context(viewport={"width": width, "height": 100}, color_scheme=scheme)
    page = context.new_page()
    page.set_content(html)
    png = page.screenshot(full_page=True)
    context.close()
    return png


def _sheet(css: str, pictures: list[Picture], draw: Callable[[Picture], str]) -> str:
    items = (
        f'<li><span class="big">{draw(one)}</span> <span class="small">{draw(one)}</span><br>{one.id}</li>'
        for one in pictures
    )
    return SHEET % (css, COLUMNS, BIG + SMALL + 12, BIG, BIG, SMALL, SMALL, "".join(items))


def main(names: list[str]) -> int:
    """Draws the sheet; says what is wrong with the pictures instead, when something is."""
    report = Report()
    theme = Theme(**yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))["theme"])
    pictures = [one for one in read_pictures(ROOT, report) if not names or one.id in names]
    if not report.clean:
        print(as_text(report))
        return 1
    css = "".join(read_style(ROOT, theme).parts)
    width = COLUMNS * (BIG + SMALL + 24) + 12
    sheets: list[tuple[str, Literal["light", "dark"]]] = [
        (_sheet(css, pictures, inline), "light"),
        (_sheet(css, pictures, inline), "dark"),
        (_sheet("body { background: #fff }", pictures, lambda one: standalone(one, BLACK_AND_WHITE)), "light"),
    ]
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        shots = [base64.b64encode(_shot(browser, html, scheme, width)).decode() for html, scheme in sheets]
        images = "".join(f'<img style="display:block" src="data:image/png;base64,{shot}">' for shot in shots)
        whole = _shot(browser, f'<body style="margin:0">{images}', "light", width)
        browser.close()
    path = Path(__file__).with_name("pictograms-chosen.png" if names else "pictograms.png")
    path.write_bytes(whole)
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
