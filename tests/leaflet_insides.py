"""PDFs -> what their files say of themselves: rules for screen readers, fonts, languages, hidden parts."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections import Counter

import page as page_validation
import pypdfium2
import pypdfium2.raw as pdfium

from portal import fonts


def pdfua_faults(pdf: bytes) -> list[str]:
    """What breaks PDF/UA-1 (ISO 14289-1)."""
    report = page_validation.validate_pdf_bytes(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def _objects(pdf: bytes) -> bytes:
    """All that the file says of itself, with the packed parts unpacked."""
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def active_parts(pdf: bytes) -> list[str]:
    """What a leaflet must not have: scripts, attachments, something that happens when it is opened."""
    with pypdfium2.PdfDocument(pdf) as document:
        counts = {
            "script": pdfium.FPDFDoc_GetJavaScriptActionCount(document),
            "attachment": pdfium.FPDFDoc_GetAttachmentCount(document),
        }
    faults = [f"{count} {name}" for name, count in counts.items() if count > 0]
    objects = _objects(pdf)
    # As the key of an object or the kind of an action; by chance the letters also stand in packed pictures and fonts.
    keys = re.findall(rb"/(OpenAction|AA|EmbeddedFiles)\s*(?:<<|\[|\d+ \d+ R)", objects)
    kinds = re.findall(rb"/S\s*/(JavaScript|Launch|SubmitForm|ImportData|GoToR|URI)\b", objects)
    return faults + [name.decode() for name in (*keys, *kinds)]


def strange_fonts(pdf: bytes) -> list[str]:
    """Fonts that are not embedded, or that are not of our packages."""
    names = {face.family.replace(" ", "") for face in fonts.FACES.values()}
    faults = set()
    for font in re.findall(rb"/BaseFont\s*/([^\s/<>\[\]]+)", _objects(pdf)):
        name = font.decode().partition("+")
        if not name[1] or len(name[0]) != 6:
            faults.add(f"{font.decode()} is not embedded")
        elif not any(name[2].startswith(family) for family in names):
            faults.add(f"{font.decode()} is not ours")
    described = len(re.findall(rb"/Type\s*/FontDescriptor\b", _objects(pdf)))
    files = len(re.findall(rb"/FontFile[23]?\s+\d+ \d+ R", _objects(pdf)))
    return sorted(faults) + ([f"{described} fonts, {files} of them embedded"] if described > files else [])


def language_of(pdf: bytes) -> str:
    """The language of the whole document."""
    with pypdfium2.PdfDocument(pdf) as document:
        size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def marked_languages(pdf: bytes) -> Counter[str]:
    """How many parts of the document are marked with which language."""
    return Counter(found.decode() for found in re.findall(rb"/Lang\s*\(([A-Za-z-]+)\)", _objects(pdf)))


def headings_of(pdf: bytes) -> list[int]:
    """The levels of the headings in reading order."""
    return [int(level) for level in re.findall(rb"/S\s*/H([1-6])\b", _objects(pdf))]
