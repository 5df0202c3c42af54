"""Turns content/, locales/ and templates/ into the site, the leaflets and the open data in site/.

It imports nothing: build.py reaches portal.environment before any dependency is installed.
"""
