"""An edition -> its pictures, as templates ask for them: with words in the reader's language, or as decoration."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from portal.inline import plain
from portal.model import Edition, Page
from portal.pictures.painting import icon_address, inline
from portal.problems import did_you_mean


class Pictures:
    """The pictures of one edition, as templates ask for them."""

    def __init__(self, edition: Edition) -> None:
        self._site = edition.site
        self._pictures = {picture.id: picture for picture in edition.site.pictures}

    def for_templates(self) -> dict[str, Callable[..., object]]:
        """What templates may call, by the names they use."""
        return {"picture": self.picture, "icon": lambda: icon_address(self._site)}

    def picture(self, what: Page | str, look: str = "", named: bool = False) -> Markup:
        """The picture of a page, or the one of a name; nothing where a page has none, or the whole project.

        With `named` it says in the reader's language what it shows. An alternative text that fell back to Finnish
        is left out: the words beside the picture say the same.
        """
        if isinstance(what, Page):
            picture = self._site.picture_of(what)
        elif self._pictures and what not in self._pictures:
            raise LookupError(f"there is no picture '{what}' ({did_you_mean(what, self._pictures)})")
        else:
            picture = self._pictures.get(what)
        if picture is None:
            return Markup()
        said = named and not picture.alt.fell_back
        return inline(
            picture, look, plain(picture.alt.shown, lambda name: self._site.facts[name].value) if said else ""
        )
