"""How Sphinx builds the generated pages: gettext catalogues, the usual theme, facts as substitutions."""

import json
from pathlib import Path

_here = Path(__file__).parent
_facts = json.loads((_here / "facts.json").read_text("utf-8"))

project = "generated"
language = "fi"
locale_dirs = ["locales"]
gettext_compact = False
exclude_patterns = ["locales", "_templates"]
templates_path = ["_templates"]
html_theme = "alabaster"
html_sidebars = {"**": ["languages.html", "globaltoc.html"]}
html_copy_source = False
html_context = {"languages": json.loads((_here / "languages.json").read_text("utf-8"))}
# Not rst_epilog: that one Sphinx reads again for each translated message.
rst_prolog = "\n".join(
    f".. |{group}.{name}| replace:: {fact['value']}" for group, facts in _facts.items() for name, fact in facts.items()
)
