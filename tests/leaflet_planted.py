"""The list of planted faults. Each check has one at least; what differs from format to format has one in each."""

from __future__ import annotations

from tests.leaflet_faults import FINNISH, Fault, by_hand, by_typst, small, tagged, turned, without

_RULED = "stroke: (bottom: .8pt + black)"
_DOOR_BOX = "fill: fill, stroke: 1.3pt + main, above"
_EMBEDDED = "/BaseFont /ABCDEF+NotoSans-Regular /FontDescriptor 6 0 R"

OF_FILES = [
    Fault(check=check, what=what, path=path, pdf=pdf)
    for check, what, path, pdf in (
        ("breaks PDF/UA-1", "no tags", "fi/perhetyo-a4", by_typst(f"{FINNISH}= Otsikko\nTeksti.", tagged=False)),
        ("language", "another than the leaflet's", "ru/perhetyo-a4", by_typst(f"{FINNISH}= Otsikko")),
        ("headings", "a level left out", "fi/perhetyo-a4", by_typst(f"{FINNISH}= Otsikko\n=== Toinen")),
        ("headings", "two first ones", "fi/perhetyo-a4", by_typst(f"{FINNISH}= Otsikko\n= Toinen")),
        ("fonts", "foreign", "fi/perhetyo-a4", by_typst("= Otsikko", own_fonts=False)),
        ("fonts", "not embedded", "fi/perhetyo-a4", by_hand()),
        ("fonts", "said to be embedded, and is not there", "fi/perhetyo-a4", by_hand(font=_EMBEDDED)),
        (
            "line left alone",
            "at the foot of a sheet",
            "fi/perhetyo-a4",
            by_typst(f"{FINNISH}#set page(margin: 25mm)\n= Otsikko\nSoita tähän numeroon:\n#pagebreak()\n112"),
        ),
        (
            "line left alone",
            "with the colon of Chinese",
            "zh/perhetyo-a4",
            by_typst('#set text(font: "Noto Sans SC")\n#set page(margin: 25mm)\n拨打这个电话：\n#pagebreak()\n112'),
        ),
    )
]

_SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
ACTIVE = [
    Fault(check="script, attachment or action", what=what, path="fi/perhetyo-a4", pdf=pdf)
    for what, pdf in (
        ("a script", by_hand(f"/Names << /JavaScript << /Names [(a) {_SCRIPT}] >> >>")),
        ("an action when it is opened", by_hand("/OpenAction << /S /GoToR /F (b.pdf) >>")),
        ("a page to open at", by_hand("/OpenAction [3 0 R /Fit]")),
        ("a script when it is printed", by_hand(f"/AA << /WP {_SCRIPT} >>")),
        ("an action when a page is opened", by_hand(page=f"/AA << /O {_SCRIPT} >>")),
        ("a link out", by_hand(page="/Annots [<< /Subtype /Link /A << /S /URI /URI (https://a.example) >> >>]")),
        ("a form that is sent", by_hand(page="/Annots [<< /A << /S /SubmitForm /F (https://a.example) >> >>]")),
        ("a program that is started", by_hand(page="/Annots [<< /A << /S /Launch /F (a.exe) >> >>]")),
        (
            "an attachment",
            by_typst(f'{FINNISH}= O\n#pdf.attach("a.txt", bytes("x"), relationship: "data", mime-type: "text/plain")'),
        ),
    )
]

LOST = [
    Fault(
        check="lost words",
        what="the first paragraph",
        path=path,
        data=without(lambda node: node["tag"] == "p" and "runs" in node and not small(node)),
    )
    for code in ("fi", "sv", "ar", "ru", "zh")
    for path in (*(f"{code}/perhetyo-{name}" for name in ("a4", "a5", "large", "trifold")), f"{code}/sanasto-a4")
]
LOST += [
    Fault(check="lost words", what=what, path=path, data=without(tagged(tag)))
    for what, path, tag in (
        ("the names of languages", "fi/juliste-poster", "h2"),
        ("the numbers of urgent help", "sv/lompakkokortti-wallet", "p"),
        ("the lines to write on", "sv/tyontekijan-kortti-worker", "dl"),
        ("the lines to write on", "ar/tyontekijan-kortti-worker", "dl"),
        ("the lists", "ar/perhetyo-bilingual", "ul"),
        ("the lists", "en/perhetyo-bilingual", "ul"),
    )
]
LOST.append(
    Fault(
        check="lost words",
        what="the Arabic name of the site",
        path="fi/juliste-poster",
        data=without(lambda node: node["tag"] == "p" and node.get("lang") == "ar"),
    )
)

OVER_THE_EDGE = [
    Fault(check=check, what=what, path=path, edits=(edit,))
    for check in ("ink outside the safe area", "word over an edge")
    for what, path, edit in (
        ("near the edge", "fi/perhetyo-a4", ("sheet.typ", "x: 25mm", "x: 3mm")),
        ("near the edge", "ar/perhetyo-a5", ("sheet.typ", "x: 14mm", "x: 3mm")),
        ("near the edge", "zh/perhetyo-large", ("sheet.typ", "x: 20mm, top: 27mm", "x: 4mm, top: 27mm")),
        ("near the edge", "ru/perhetyo-bilingual", ("sheet.typ", "x: 20mm, top: 25mm", "x: 4mm, top: 25mm")),
        ("near the upper edge", "sv/perhetyo-a4", ("sheet.typ", "header-ascent: 35%", "header-ascent: 92%")),
        ("near the edge", "ar/perhetyo-trifold", ("trifold.typ", "edge = 7mm", "edge = 2mm")),
        ("over a fold", "fi/perhetyo-trifold", ("trifold.typ", "flap: 6mm", "flap: 24mm")),
        ("over a fold inside", "fi/perhetyo-trifold", ("trifold.typ", "gutter: 13mm", "gutter: 2mm")),
        ("near the cut", "fi/lompakkokortti-wallet", ("cards.typ", "if wallet { 5mm }", "if wallet { 1mm }")),
        ("over the fold", "ar/lompakkokortti-wallet", ("cards.typ", "column-gutter: 10mm", "column-gutter: 2mm")),
        ("near the cut", "sv/tyontekijan-kortti-worker", ("cards.typ", "else { 6mm }", "else { 1mm }")),
    )
]
OVER_THE_EDGE += [
    Fault(
        check="ink outside the safe area",
        what="near the upper edge",
        path="fi/juliste-poster",
        edits=(("poster.typ", "x: 16mm, top: 16mm", "x: 16mm, top: 1mm"),),
    ),
    Fault(
        check="ink outside the safe area",
        what="a picture without words",
        path="fi/perhetyo-trifold",
        edits=(("trifold.typ", "pictogram(44mm)", "pictogram(98mm)"),),
    ),
]

FIT = [
    Fault(
        check="small letters",
        what="half a point too small",
        path=f"{code}/perhetyo-trifold",
        edits=(("base.typ", "#let size = data.size * 1pt", "#let size = data.size * 1pt - .5pt"),),
    )
    for code in ("fi", "ar", "ru")
]
FIT += [
    Fault(check=check, what=what, path=path, edits=((template, old, new),))
    for check, what, template, old, new, paths in (
        (
            "turned address",
            "not isolated from a line from right to left",
            "base.typ",
            "if rtl and parts.len() > 1 {",
            "if false {",
            ("ar/apua-heti-trifold", "ar/asiakkaan-polku-trifold"),
        ),
        (
            "paper for little",
            "the foot alone",
            "sheet.typ",
            'panic("does-not-fit: foot")',
            "none",
            ("fi/pelkaatko-a4", "fi/lapsen-sijoitus-a5", "fi/asiakkaan-polku-large"),
        ),
    )
    for path in paths
]

MIRRORED = [
    Fault(check="not mirrored", what="the wrong direction", path=f"{code}/{name}", data=turned)
    for code in ("ar", "sv")
    for name in (
        *(f"perhetyo-{name}" for name in ("a4", "a5", "large", "bilingual", "trifold")),
        "lompakkokortti-wallet",
        "tyontekijan-kortti-worker",
    )
]

MARKS = [
    Fault(check="machine mark", what="no mark", path=f"{code}/{name}", data=without(small))
    for code in ("en", "sv", "ar", "ru", "zh")
    for name in ("perhetyo-a4", "perhetyo-trifold", "tyontekijan-kortti-worker")
]

OF_COLOURS = [
    Fault(check=check, what=what, path=path, edits=(edit,))
    for check, what, path, edit in (
        ("faint in grey", "pale notes", "fi/perhetyo-a4", ("base.typ", "soft = luma(60)", "soft = luma(150)")),
        ("faint in grey", "pale red", "ar/perhetyo-a5", ("base.typ", "soft = luma(60)", 'soft = rgb("#ff5050")')),
        (
            "faint in grey",
            "a pale line to write on",
            "ru/perhetyo-a4",
            ("base.typ", _RULED, _RULED.replace("black", "yellow")),
        ),
        (
            "faint in grey",
            "words on a dark ground",
            "zh/perhetyo-large",
            ("base.typ", _DOOR_BOX, _DOOR_BOX.replace("fill: fill", "fill: main")),
        ),
        (
            "told by colour alone",
            "notes in colour",
            "sv/perhetyo-a4",
            ("base.typ", "text.with(size: lesser(.8), fill: soft)", "text.with(size: lesser(.8), fill: main)"),
        ),
        (
            "told by colour alone",
            "notes in colour",
            "ar/perhetyo-trifold",
            ("base.typ", "text.with(size: lesser(.8), fill: soft)", "text.with(size: lesser(.8), fill: main)"),
        ),
        (
            "told by colour alone",
            "a pale box without a border",
            "fi/perhetyo-a4",
            ("base.typ", _DOOR_BOX, 'fill: rgb("#e3f0f0"), stroke: none, above'),
        ),
    )
]

_GAP = "v(if arabic { .25em } else { -.3em })"
TOO_NEAR = [
    Fault(check=check, what=what, path=path, edits=edits)
    for check, what, path, edits in (
        ("title on Finnish title", "no gap", "ar/lapsiperheiden-kotipalvelu-a5", (("sheet.typ", _GAP, "v(-1.1em)"),)),
        ("title on Finnish title", "no gap", "sv/lapsiperheiden-kotipalvelu-a4", (("sheet.typ", _GAP, "v(-1.3em)"),)),
        (
            "title on Finnish title",
            "no gap",
            "ar/lapsiperheiden-kotipalvelu-trifold",
            (("trifold.typ", "v(.35em)", "v(-.6em)"),),
        ),
        (
            "word on picture",
            "the picture of the subject",
            "ar/lapsiperheiden-sosiaalityo-a5",
            (
                (
                    "sheet.typ",
                    'pictogram(if data.look == "a5" { 20mm } else { 26mm })',
                    "move(dx: 25mm, pictogram(20mm))",
                ),
            ),
        ),
        (
            "line on line",
            "no leading",
            "zh/perhetyo-a4",
            (
                ("base.typ", "else { .68em }", "else { .1em }"),
                ("base.typ", "if chinese { .8em }", "if chinese { -.2em }"),
            ),
        ),
        ("line on line", "no leading", "fi/perhetyo-a5", (("base.typ", "else { .68em }", "else { -.1em }"),)),
        (
            "line on line",
            "no leading",
            "ar/perhetyo-large",
            (("base.typ", "if arabic { .85em }", "if arabic { -.1em }"),),
        ),
        (
            "word on word",
            "long words beside what explains them",
            "fi/sanasto-a4",
            (("base.typ", "room.width * 36%", "room.width * 10%"), ("base.typ", "calc.max(..words) > column", "false")),
        ),
        (
            "phones",
            "nothing keeps them from left to right",
            "ar/apua-heti-a4",
            (
                (
                    "base.typ",
                    'if "whole" in r { words = box(text(dir: std.ltr, words)) } else if "ltr" in r',
                    'if "ltr" in r and "whole" not in r',
                ),
            ),
        ),
        ("address", "broken anywhere", "ar/lapsiperheiden-kotipalvelu-trifold", (("base.typ", "[^/]*/?", ".{1,3}"),)),
        (
            "address",
            "broken anywhere",
            "fi/perhetyo-a4",
            (("sheet.typ", "left-to-right(data.address)", "left-to-right([])"),),
        ),
        (
            "Finnish title and code",
            "no corner",
            "ru/perhetyo-a4",
            (("base.typ", "strong(data.finnish_title); h(.7em)", "h(.7em)"),),
        ),
        (
            "Finnish title and code",
            "a code in two lines",
            "fi/lapsiperheiden-kotipalvelu-trifold",
            (("base.typ", "box(text(fill: soft, data.code))", "text(fill: soft, data.code)"),),
        ),
        (
            "Finnish title and code",
            "no code",
            "ar/tyontekijan-kortti-worker",
            (("cards.typ", "corner(size: 8pt)", ""),),
        ),
        (
            "language",
            "Finnish parts do not tell theirs",
            "sv/perhetyo-a4",
            (("base.typ", "text(lang: known.lang, dir:", "text(dir:"),),
        ),
        (
            "language",
            "parts of the poster do not tell theirs",
            "fi/juliste-poster",
            (("base.typ", "text(lang: known.lang, dir:", "text(dir:"),),
        ),
    )
]

FAULTS = [*OF_FILES, *ACTIVE, *LOST, *OVER_THE_EDGE, *FIT, *MIRRORED, *MARKS, *OF_COLOURS, *TOO_NEAR]
