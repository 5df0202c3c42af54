"""The policy of the pages -> files for web servers: what they send with each page, and how long a file may be kept.

`.nojekyll` is for GitHub Pages, which takes no headers: there the policy stands in the pages alone. `_headers` is for
Netlify and Cloudflare Pages. `hosting/` holds the same for nginx and Caddy, to be copied into their settings.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model import File
from portal.policy import HEADERS, HIDDEN, KEPT_FOR_EVER, content_security_policy
from portal.templating import Renderer

_TEMPLATES = {
    "_headers": "hosting/_headers",
    "hosting/nginx.conf": "hosting/nginx.conf",
    "hosting/Caddyfile": "hosting/Caddyfile",
}


def files(renderers: tuple[Renderer, ...]) -> Iterator[File]:
    """One file for each kind of server."""
    yield File(".nojekyll", b"")
    for renderer in renderers:
        if renderer.edition.is_source:
            policy = content_security_policy(renderer.shared.style.css)
            headers = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'", **HEADERS}
            for path, template in _TEMPLATES.items():
                text = renderer.text(template, headers=headers, kept=KEPT_FOR_EVER, hidden=HIDDEN)
                yield File(path, text.encode())
