"""The manuals of rules that are no function of their own: what is told while files are read, joined and filled in."""

from __future__ import annotations


def _manual(what_and_why: str, bad: str, good: str) -> str:
    return f"{what_and_why}\n\nBad: {bad}\nGood: {good}"


CONTENT: dict[str, str] = {
    "unreadable-file": _manual(
        "A file that the site needs is there and can be opened. Without it a part of the site would be missing.",
        "`content/site.yaml` was deleted, or only another user of the computer may read it",
        "the file is back in its place: `git restore content/site.yaml`",
    ),
    "strange-file": _manual(
        "Every file in content/ is read. One with a wrong name or in a wrong folder would be missing from the site.",
        "`content/topics/tuki.txt`",
        "`content/topics/tuki.md`",
    ),
    "not-utf-8": _manual(
        "All files are saved as UTF-8. In another encoding ä, ö and the letters of many languages become other signs.",
        "a page saved as Windows-1252 or UTF-16",
        'the same page saved with the encoding "UTF-8"',
    ),
    "empty-file": _manual(
        "A file holds something. An empty one is most often a page that somebody began and forgot.",
        "`content/services/tuki.yaml` with nothing in it, or with comments alone",
        "the file is written, or deleted",
    ),
    "yaml-syntax": _manual(
        "A YAML file is written so that the computer can read it. One missing quote can hide all that comes after it.",
        "`title: Tuki: apua kotiin`",
        '`title: "Tuki: apua kotiin"`',
    ),
    "duplicate-key": _manual(
        "A key stands once in its place. Of two values the computer cannot know which one is right.",
        "`title: Tuki` and, some lines below, `title: Apu`",
        "`title: Tuki` alone",
    ),
    "unknown-key": _manual(
        "Every key is one that docs/content.md names. What stands under a misspelt key would not be shown.",
        "`sumary: Saat apua kotiin.`",
        "`summary: Saat apua kotiin.`",
    ),
    "missing-key": _manual(
        "All keys that must be there are there. A reader who looks for the cost must find an answer on every page.",
        "a service page without `cost:`",
        "a service page that says `cost: Palvelu on maksuton.`",
    ),
    "wrong-type": _manual(
        "A list stands where a list belongs, one value where one belongs, and `key: value` lines where these belong.",
        "`languages: fi, sv`",
        "`languages: [fi, sv]`",
    ),
    "wrong-value": _manual(
        "A date, number, yes or no, or a word of a fixed set is written in the one way that the computer knows.",
        "`valid_until: 31.12.2026`",
        "`valid_until: 2026-12-31`",
    ),
    "empty-text": _manual(
        "A text that readers will see has words. An empty heading or answer helps nobody.",
        "`summary:` with nothing behind it",
        "`summary: Saat apua kotiin.`",
    ),
    "folded-text": _manual(
        "A Markdown text starts with '|', which keeps its lines. The sign '>' would join a list to one long line.",
        "`what: >`",
        "`what: |`",
    ),
    "front-matter": _manual(
        "A page in content/topics/ starts with its fields between two lines `---`. From there comes its title.",
        "a file that starts with `## Apua kotiin`",
        "a file that starts with `---`, `title: Apua kotiin`, `summary: Saat apua.` and `---`, each on its own line",
    ),
    "unknown-comment": _manual(
        "A comment in a text is a note or a context for translators. Nobody would ever read another comment.",
        "`<!-- is this still true? -->`",
        "`<!-- note: The worker comes to the home. -->` on the line above the text",
    ),
    "unsupported-markdown": _manual(
        "A text has paragraphs, headings, simple lists and notes alone. Other forms are hard for translators.",
        "`<b>Palvelu on maksuton.</b>`, or a table, a picture, a list in a list",
        "`**Palvelu on maksuton.**`",
    ),
    "heading-level": _manual(
        "Headings go down one level at a time, and the page's title is above them all. Screen readers jump by level.",
        "`# Apua` in content/topics/, or `####` right under `##`",
        "`## Apua`, and `###` under it; in the answers of a service page `###` is the first",
    ),
    "duplicate-fact": _manual(
        "A fact lives in one place. If it stood in two, somebody would mend only one of them.",
        "`nollalinja:` with a `phone:` in two files of content/facts/",
        "`nollalinja:` with a `phone:` in content/facts/helplines.yaml alone",
    ),
    "undrawn-picture": _manual(
        "Every picture that content/pictures.yaml lists is drawn. A page that names it would show nothing.",
        "an entry `puhelu:` without `templates/pictures/puhelu.svg`",
        "an entry `soita:` beside `templates/pictures/soita.svg`",
    ),
    "unlisted-picture": _manual(
        "Every drawing has an entry in content/pictures.yaml, with words for readers who do not see it.",
        "`templates/pictures/soita.svg` without an entry",
        "`soita: {alt: Puhelin soi.}`",
    ),
    "unfinished-drawing": _manual(
        "A drawing uses the parts of templates/pictures/parts.svg by their names, with all that they want to know.",
        "`{{ child(20) }}`",
        '`{{ child(20, 60, "curly", "b") }}`',
    ),
    "unknown-county": _manual(
        "A county that site.yaml names has its file in content/counties/. Readers find their phone numbers there.",
        "`counties: [helsingi]`",
        "`counties: [helsinki]`, or `counties: all`",
    ),
    "unknown-language": _manual(
        "A language that site.yaml names stands in content/languages.yaml, which says how it is written and counted.",
        "`languages: [fi, se]` with no entry `se:` in content/languages.yaml",
        "`languages: [fi, se]` with such an entry",
    ),
    "same-language": _manual(
        "A language stands once in site.yaml. Twice it would make the same pages twice.",
        "`languages: [fi, sv, fi]`",
        "`languages: [fi, sv]`",
    ),
    "unknown-locale": _manual(
        "The computer knows how a language writes dates and sums. Where it does not, `locale` names another to follow.",
        "`prs:` in content/languages.yaml without a `locale`",
        "`prs:` with the line `locale: fa_AF`",
    ),
}

TRANSLATIONS: dict[str, str] = {
    "po-syntax": _manual(
        "A catalogue is written so that the computer can read it. Until then the whole page is shown in easy Finnish.",
        '`msgstr "Call us.` with no quote at the end',
        '`msgstr "Call us."`',
    ),
    "po-duplicate": _manual(
        "A message stands once in a catalogue. Of two translations the computer cannot know which one is right.",
        '`msgid "Apua heti"` twice in one file, with the same msgctxt or with none',
        'one `msgid "Apua heti"` with the better translation',
    ),
    "po-header": _manual(
        "The header of a catalogue names the language of its folder. Otherwise readers could get a wrong language.",
        r'`"Language: sv\n"` in `locales/en/LC_MESSAGES/perhetyo.po`',
        r'`"Language: en\n"` there',
    ),
    "plural-forms": _manual(
        "The header of a catalogue has the plural rule of its language, so that `1 day` and `2 days` come out right.",
        r'`"Plural-Forms: nplurals=1; plural=0;\n"` for English',
        r'`"Plural-Forms: nplurals=2; plural=(n != 1);\n"`',
    ),
    "bad-stamp": _manual(
        "Each line of reviews.tsv says who stands behind one translation. A broken line speaks for nobody.",
        "`I have checked this page, Anna`",
        "a line that `build.py review` wrote: hash, level, role and date, with tabs between",
    ),
    "msgid-edited": _manual(
        "A translator changes msgstr alone. The msgid is the Finnish text: changed, it is not found again.",
        '`msgid "Apua nyt"` in the catalogue, while the page says `Apua heti`',
        "the page is changed in content/; then `build.py messages` brings all catalogues in step",
    ),
    "minor-edit": _manual(
        "An entry of locales/minor-edits.yaml mends a typo. If the meaning changed, people must translate anew.",
        '`{old: "Sinun ei tarvitse suostua.", new: "Sinun tarvitsee suostua.", reason: typo}`',
        '`{old: "Saat appua kotiin.", new: "Saat apua kotiin.", reason: typo}`, and the page says the new text',
    ),
    "needless-exception": _manual(
        "An entry of locales/exceptions.yaml lets a finding stand, with a reason. An old one would hide new faults.",
        "an entry for a translation that was mended since, with a misspelt check, or without `reason:`",
        "an entry whose check still speaks, and a reason why the translation is right",
    ),
}

PAGES: dict[str, str] = {
    "template-syntax": _manual(
        "A template is written so that Jinja can read it. From a broken one no page can be made.",
        "`{% if page.section %}` with no end",
        "`{% if page.section %}` and, below, `{% endif %}`",
    ),
    "template-text": _manual(
        "A text in a template is one whole sentence between quotes. Translators cannot translate pieces or names.",
        '`{{ _("Vaihe " ~ number) }}`',
        '`{{ _("Vaihe {number}", number=number) }}`',
    ),
    "template-value": _manual(
        "A template asks only for what there is. A misspelt name would leave a hole in the page.",
        "`{{ settings.titel }}`",
        "`{{ settings.title }}`",
    ),
}

EASY: dict[str, str] = {
    "rare-word": _manual(
        "Few texts use such a word, so few readers know it. Only `build.py easy --extras` tells this hint.",
        "Palvelu on vastikkeeton.",
        "Palvelu ei maksa mitään.",
    ),
    "long-compound": _manual(
        "A word of three words must be taken apart to be understood. Only `build.py easy --extras` tells this hint.",
        "Teemme palvelutarvearvion.",
        "Arvioimme, mitä palvelua tarvitset.",
    ),
    "passive": _manual(
        "The passive does not say who does it. Only `build.py easy --extras` tells this hint.",
        "Sinulle soitetaan.",
        "Työntekijä soittaa sinulle.",
    ),
}

LEAFLETS: dict[str, str] = {
    "missing-letter": _manual(
        "Every letter has a picture in a font of the leaflets. On paper nobody can choose another font.",
        "`Soita heti \u260e`",
        "`Soita heti.`",
    ),
    "no-font": _manual(
        "A language whose letters no font of the leaflets has gets no PDFs; its pages can be printed from the browser.",
        "`languages: [fi, my]`, and nothing for Burmese in portal/fonts.py",
        "a font for the script in portal/fonts.py",
    ),
    "leaflet-too-long": _manual(
        "A folded leaflet or a card has only so much room, and letters are never made too small to read. In a "
        "translation it is a warning: only that sheet is left out.",
        "`short: [what, who, voluntary, cost, how, then, rights]`",
        "`short: [what 1, voluntary, cost 1]`",
    ),
    "leaflet-refused": _manual(
        "A leaflet is set so that a screen reader can read it: headings in order, pictures with words, a language.",
        "`<h4>` right under `<h2>` in templates/leaflet.html",
        "`<h3>` there",
    ),
}

MANUALS: dict[str, str] = CONTENT | TRANSLATIONS | PAGES | LEAFLETS | EASY
