"""A page of the last good build -> the same page for editors: every text with its state, its source and its problems.

Only `build.py serve` shows it. The site itself is never made here, so none of this can reach a reader.
"""
