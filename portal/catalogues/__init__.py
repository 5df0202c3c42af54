"""Messages <-> gettext catalogues: extraction, strict reading, canonical writing, stamps of review."""
