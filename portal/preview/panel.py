"""A report -> what a page says of it while somebody works on the content."""

from __future__ import annotations

import re
from html import escape

from portal.problems import Report, as_text

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def without_policy(page: bytes) -> bytes:
    """The page without its Content Security Policy, which would refuse what the preview adds to it."""
    return _POLICY.sub(b"", page, count=1)


def panel(report: Report) -> str:
    """The problems as a part of a page; English and left to right, for the person who edits."""
    style = (
        "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;padding:1rem;z-index:9;"
        "background:#7a1200;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap;text-align:left"
    )
    head = "Nothing new is shown until this is mended." if report.stops else "Please mend:"
    text = escape(f"{report.summary()}. {head}\n\n{as_text(report)}")
    return f'<pre role="alert" lang="en" dir="ltr" style="{style}">{text}</pre>'
