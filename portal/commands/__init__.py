"""One module for each command of `build.py`; each turns its arguments into an exit code."""
