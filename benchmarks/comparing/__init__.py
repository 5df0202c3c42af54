"""The same generated pages for this portal, for Hugo and for Sphinx -> how long each takes to build them."""
