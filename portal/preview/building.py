"""`python -m portal.preview.building ROOT DAY SITE`: a project -> its site, and as JSON what a preview is to say of it.

`serve` builds in a process of its own, so that pages can be looked at meanwhile, and so that a build of what has
changed again can be ended at any moment: a build that is killed leaves the old site whole.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from portal.digests import digests_of_site
from portal.pipeline import Outcome, with_outcome
from portal.problems import Report, problems_as_json
from portal.project import Project
from portal.writing import SiteInUse, write_site


def built(project: Project, site: Path) -> tuple[Report, str]:
    """Builds; writes only if nothing stops it. Gives the report, and a sentence for the console."""
    return with_outcome(project, lambda outcome: _written(outcome, project, site))


def _written(outcome: Outcome, project: Project, site: Path) -> tuple[Report, str]:
    report = outcome.report
    if report.stops:
        return report, f"{report.summary()}. The last good site is shown."
    try:
        written = write_site(outcome.files, site, digests_of_site(project.root, site))
    except SiteInUse:
        return report, "Another build is writing the site now; save once more when it has ended."
    except OSError as error:
        return report, f"The site could not be written: {error.strerror or error}."
    return report, f"Built: {written.changed} files new or changed. {report.summary()}."


def main(root: str, day: str, site: str) -> None:
    """Builds, and prints what came of it."""
    report, said = built(Project(root=Path(root), today=date.fromisoformat(day)), Path(site))
    print(json.dumps({"problems": problems_as_json(report.problems), "said": said}))


if __name__ == "__main__":
    main(*sys.argv[1:])
