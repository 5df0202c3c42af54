"""The style of the pages -> the Content Security Policy that every page carries and servers send.

A page may use its own style and scripts and pictures of its own host, and nothing else: no script in the page
itself, no frame, no other host. What a translation or a mistake could smuggle in, the browser refuses.
"""

from __future__ import annotations

import base64
import hashlib


def content_security_policy(css: str) -> str:
    """The policy for pages whose one `<style>` holds exactly `css`; CSP level 3, as `<meta>` and as a header."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    rules = {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "script-src": "'self'",
        "img-src": "'self' data:",
        "media-src": "'self'",
        "connect-src": "'self'",  # the search index, the list of municipalities, what is kept for offline
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # a page elsewhere does not learn that its reader comes from here
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
}
"""What a server says with every file, beside the policy."""

KEPT_FOR_EVER = ("scripts",)
"""The folders whose files have a hash of their content in their names: a browser need never ask for one twice."""

HIDDEN = ("hosting",)
"""What lies in the site's folder for the people who run the server, and is for no reader."""
