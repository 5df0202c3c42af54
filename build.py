#!/usr/bin/env python3
"""Turns a plain `python3 build.py` into the portal's own command, run with everything it needs.

This file must be readable for any Python 3, so that an old one is told so in words.
"""

import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(
            "The portal needs Python 3.11 or newer; this is Python "
            + sys.version.split()[0]
            + ".\nInstall a newer one and name it: python3.12 build.py"
        )
    from pathlib import Path

    # Python leaves the script's folder out of its path when PYTHONSAFEPATH is set.
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from portal.environment import main

    sys.exit(main(sys.argv[1:]))
