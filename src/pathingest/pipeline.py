"""The whole path from a source to a page, on one screen. Pure: nothing is written, nothing is kept.

No file is read but the one that `parse` is given by its path.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path

from pathingest.fields import Reading, evidence, extract, known_fields, plain
from pathingest.lines import Line, typed
from pathingest.model.errors import PathingestError, heed_interrupt
from pathingest.model.evidence import RESIDUE, evidence_of_one
from pathingest.model.extraction import BEYOND_LIMIT, BROKEN_RECORD, INTERNAL_ERROR, UNREAD_LANGUAGE, Note
from pathingest.model.limits import MOST_SEGMENTS, TOO_LARGE, TOO_MANY
from pathingest.model.page import Page
from pathingest.model.section import NOTHING, Outline
from pathingest.model.segment import Content
from pathingest.model.source import Source, Span
from pathingest.model.version import SCHEMA_VERSION
from pathingest.profiles import GENERIC, NO_SELECTORS, Profile, builtin, in_language
from pathingest.sections import outline
from pathingest.sections.choose import choose, general
from pathingest.sections.gate import may_lead
from pathingest.sections.recognise import why_not
from pathingest.sections.rendering import rendering
from pathingest.sections.titles import with_roles
from pathingest.segments import Segmenter, segmenter_for
from pathingest.sources import MEDIA_TYPES, from_bytes, from_text, read_file
from pathingest.values.numbers import read_count
from pathingest.values.patterns import lazy
from pathingest.values.roles import slug
from pathingest.values.text import encodable, escaped
from pathingest.values.tongues import tongue, unread


def parse(
    text_or_bytes: str | bytes | Path,
    *,
    path: str | None = None,
    media_type: str | None = None,
    url: str | None = None,
    profile: Profile | None = None,
    require: Collection[str] = (),
) -> Page:
    """One page, read.

    Args:
        text_or_bytes: the page; bytes are decoded as UTF-8, as a byte order mark says, or as a web page declares. A
            `Path` is the file to read; a text never is one's name.
        path: where it came from, for the record's `sources` and for findings; by default the file's path.
        media_type: "text/plain" and so on; by default by the text's beginning or the path's suffix.
        url: the page's address; its last part names the record, and its host may show the site.
        profile: the site's or layout's (see `profiles.load_profile`); by default the built-in one that fits best.
        require: the fields without which the page has no record, as in ["from_role"].

    Returns:
        The page; its `pathway` is None where the text is no career pathway, and `problem` then says why. No content
        raises.

    Raises:
        PathingestError: the file cannot be read, what is given is no page, or `require` names no field.
    """
    profiles = builtin() if profile is None else (profile,)
    if require:
        required = known_fields([require] if isinstance(require, str) else require)
        profiles = tuple([one._replace(require=required) for one in profiles])
    given = text_or_bytes
    if isinstance(given, str):
        page = ingest(from_text(given, path=path, url=url, media_type=media_type), profiles)
        named = page.tree is None and _FILE_NAME.fullmatch(given)
        why = f"the text looks like a file's name; to read that file, pass Path({given!r})"
        return replace(page, problem=why) if named else page
    if isinstance(given, bytes):
        return ingest(from_bytes(given, path=path, url=url, media_type=media_type), profiles)
    if isinstance(given, Path):
        return ingest(read_file(given, called=path, url=url, media_type=media_type), profiles)
    raise PathingestError(f"parse takes a page as str or bytes, or its file as a Path, not {type(given).__name__}")


_FILE_NAME = lazy(rf"\S+(?:{'|'.join(map(re.escape, filter(None, MEDIA_TYPES)))})", re.IGNORECASE)


def ingest(source: Source, profiles: tuple[Profile, ...] | None = None, *, looks_first: bool = False) -> Page:
    """Source to segments, to sections, to fields, to the record with its evidence.

    Of the profiles (by default the built-in ones) the one that fits best is used; a single one is used as it is. Where
    the page is looked at first, one that cannot be a pathway is not read, and nothing is known of it but that; nor is
    it looked for what one is that was read in vain.
    """
    if source.broken:
        return unread_page(source, (profiles or builtin())[0], str(source.problem), BROKEN_RECORD)
    segmenter = segmenter_for(source.media_type)
    if source.is_too_large:
        return unread_page(source, (profiles or builtin())[0], TOO_LARGE, BEYOND_LIMIT)
    if looks_first and segmenter and _is_surely_none(source, segmenter, profiles or builtin()):
        return unread_page(source, (profiles or builtin())[0], NOT_READ)
    content, profile, url, foreign = _segmented(source, segmenter, profiles or builtin())
    if len(content.segments) > MOST_SEGMENTS:
        return unread_page(source, profile, TOO_MANY, BEYOND_LIMIT)
    url_slug = _slug(url)
    cut = outline(typed(content.segments, profile), profile, url_slug, content.title)
    if profile.name == GENERIC:
        cut = with_roles(cut, profile, content.summary)
    problem = (
        _why_not_read(source) if segmenter is None else why_not(source, cut, profile, content, briefly=looks_first)
    )
    reading = Reading(cut, profile, url_slug, statements=content.statements, url=url, language=content.language)
    found = {} if problem else extract(reading)
    trees = {name: extraction.tree for name, extraction in found.items()}
    if not problem and trees["id"] is None:
        problem = "the page does not name the target role, so the record would have no id"
    lacking = [name for name in profile.require if not problem and not trees[name]]
    if lacking:
        problem = f"the page states no {' and no '.join(lacking)}, which is required"
    if problem:
        problem += f"; it is in {foreign}, whose words are not known" if foreign else ""
        return _no_record(source, content, cut, profile, problem)
    told = (Note(UNREAD_LANGUAGE, "", Span(0, 0), foreign),) if foreign else ()
    notes = (*told, *cut.notes, *(note for extraction in found.values() for note in extraction.notes))
    record = plain(trees)
    record["schema_version"] = SCHEMA_VERSION
    record["sources"] = [_source_ref(source, url, cut, profile)]
    prove = partial(evidence, source, trees, tuple(found.values()), cut, content.marks)
    return Page(source, cut, record, profile.name, prove, notes)


def _why_not_read(source: Source) -> str:
    return f"{source.media_type} pages are not read yet"


def _segmented(
    source: Source, segmenter: Segmenter | None, profiles: tuple[Profile, ...]
) -> tuple[Content, Profile, str | None, str | None]:
    """The segments, the profile chosen by them, the page's address, and its language if that one's words are not known.

    A profile that selects elements has the page segmented its own way.
    """
    used = profiles[0].selectors if len(profiles) == 1 else NO_SELECTORS
    content = segmenter.segment(source, used) if segmenter else Content(())
    url = encodable(source.url) if source.url else content.url.text if content.url else None
    profile = choose(content.segments, url, profiles)
    language = None
    if profile.name == GENERIC:
        language = tongue("\n".join([segment.text for segment in content.segments]))
        profile = in_language(profile, language or "en")._replace(require=profiles[0].require)
    if segmenter and profile.selectors != used:
        content = segmenter.segment(source, profile.selectors)
    return content, profile, url, unread(language)


def _is_surely_none(source: Source, segmenter: Segmenter, profiles: tuple[Profile, ...]) -> bool:
    """Whether a look tells that a page is no pathway; a single profile is for pages that are known to be some."""
    look = segmenter.look(source) if len(profiles) > 1 and not source.problem else None
    if look is None or any(host in source.text for profile in profiles for host in profile.hosts):
        return False
    profile = in_language(general(profiles), tongue("\n".join(look.texts)) or "en")
    return not may_lead(look, source.url, profiles, profile)


NOT_READ = "the page is no career pathway: a look at it finds no role that it leads to"


def unread_page(source: Source, profile: Profile, problem: str, note: str = "") -> Page:
    """A page of which nothing is read: all of its text is residue. A note says what reports it, if anything does."""
    notes = (Note(note, "", Span(0, 0), problem),) if note else ()
    return Page(source, NOTHING, None, profile.name, partial(evidence_of_one, source, RESIDUE), notes, problem)


def ingest_safely(
    source: Source, profiles: tuple[Profile, ...] | None = None, *, validated: bool = True, looks_first: bool = False
) -> Page:
    """`ingest`, for runs over many pages: a bug that one page meets becomes a page without a record, with a note.

    The evidence is made here too, and the record validated unless nobody will use `pathway`, so that a bug in them
    stops no run either.
    """
    try:
        page = ingest(source, profiles, looks_first=looks_first)
        _ = page.evidence
        _ = page.pathway if validated else None
    except Exception as error:  # noqa: BLE001  one bad page never stops the others
        heed_interrupt(error)
        from traceback import extract_tb  # noqa: PLC0415  bugs are rare

        place = Path(extract_tb(error.__traceback__)[-1].filename).stem
        problem = f"internal error in {place}: {type(error).__name__}: {error}"
        return unread_page(source, (profiles or builtin())[0], problem, INTERNAL_ERROR)
    return page


def _slug(url: str | None) -> str | None:
    """The last part of a url's path, if it names two roles ("…/nurse-to-data-analyst")."""
    if not url:
        return None
    path = url.split("?")[0].split("#")[0].split("://")[-1].rstrip("/")
    name = slug(path.rpartition("/")[2].rsplit(".", 1)[0]) if "/" in path else ""
    return name if "-to-" in name else None


_TAKEN_FROM = ("feed", "at", "record_id", "date", "payload_digest")


def _source_ref(source: Source, url: str | None, cut: Outline[Line], profile: Profile) -> dict[str, object]:
    counter = cut.header.counter
    return {
        "path": escaped(source.path),
        "url": url,
        "media_type": source.media_type,
        "rendering": rendering(source.media_type, cut),
        "profile": profile.name,
        "sha256": source.sha256,
        "views": read_count(counter.text.replace(",", "")) if counter else None,
        "taken_from": source.taken and dict(zip(_TAKEN_FROM, map(escaped, source.taken), strict=True)),
    }


def _no_record(source: Source, content: Content, cut: Outline[Line], profile: Profile, problem: str) -> Page:
    """A page without a record: its account says what little was understood."""
    nothing: Outline[Line] = Outline((), cut.header._replace(counter=None))
    prove = partial(evidence, source, {}, (), nothing, content.marks)
    return Page(source, cut, None, profile.name, prove, problem=problem)
