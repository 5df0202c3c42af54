"""`content/pictures.yaml` and the drawings of `templates/pictures/` -> pictures, inside HTML or standing alone."""

from portal.pictures.asking import Pictures
from portal.pictures.drawings import PICTURES, drawing_file, read_icon, read_pictures
from portal.pictures.painting import BLACK_AND_WHITE, ROLES, Palette, icon, icon_address, in_colour, inline, standalone

__all__ = [
    "BLACK_AND_WHITE",
    "PICTURES",
    "ROLES",
    "Palette",
    "Pictures",
    "drawing_file",
    "icon",
    "icon_address",
    "in_colour",
    "inline",
    "read_icon",
    "read_pictures",
    "standalone",
]
