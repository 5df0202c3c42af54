"""Leaflets: parts of pages -> a tree of words -> sheets, cards and posters that print the same everywhere."""
