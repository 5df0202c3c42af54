"""The three gates: what a writer did (Site), what a translator did (Edition), what a template did (Files)."""
