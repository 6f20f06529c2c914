"""Finds everything that is wrong in the content, at once, so that a writer mends it in one go."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from companion.content.draft import SECTIONS, Draft
from companion.content.entry import Entry, Problem
from companion.content.reader import read_draft
from companion.content.reading import measure
from companion.content.sources import read_sources
from companion.content.spelling import american
from companion.content.words import fold
from companion.entries import entry_files
from companion.guard import claims

MIN_QUESTIONS = 8
MAX_LEAD_WORDS = 60
MAX_STEPS = 7
MAX_GRADE = 6.0
MAX_STEPS_GRADE = 5.0
MAX_SENTENCE = 15.0
MIN_SAMPLES = 4
MAX_POINT_WORDS = 75
MAX_REVIEW_DAYS = 2 * 365 + 1

_EMERGENCY_NUMBER = re.compile(
    r"(?<![\w,.])(?:999|911|112|111|000|988|1737)\b(?!\s*(?:people|adults|children|trials|studies|patients))"
)
_PHONE = re.compile(r"(?<![\d,.-])\+?\(?\d[\d ()-]{7,}\d(?![\d,])")
_URL = re.compile(
    r"https?:|www\.|\b\w[\w-]*\.(?:com|org|net|uk|gov|edu|int|eu|info|io)\b",
    re.IGNORECASE,
)
_HEADINGS = {name: heading for heading, name in SECTIONS.items()} | {"lead": "the lead"}


def check(root: Path, today: date | None = None) -> list[Problem]:
    """All problems of all entries and sources under `root`/content, sorted; empty means sound.

    Reviews that are overdue count only when `today` is given: content that grows old is worth a
    writer's work, but does not stop a build.
    """
    sources, source_lines, problems = read_sources(root)
    drafts = [read_draft(path, root) for path in entry_files(root)]
    if not drafts:
        problems.append(Problem("content", 1, "there are no entries", "write content/<topic>/*.md"))
    ids = Counter(Path(draft.path).stem for draft in drafts)
    for draft in drafts:
        problems += draft.problems
        if not draft.problems:
            entry = draft.entry()
            problems += _check_links(entry, draft, set(sources), ids)
            problems += _check_words(entry, draft)
            problems += _check_reading(entry, draft)
            problems += _check_points(draft)
            problems += _check_dates(entry, draft, today)
    problems += _check_questions(drafts)
    used = {id_ for draft in drafts for id_ in draft.lists.get("sources", ())}
    problems += [
        Problem(
            "content/sources.yml",
            source_lines[id_],
            f'no entry uses source "{id_}"',
            "use it or take it out",
            note=True,
        )
        for id_ in sorted(set(sources) - used)
    ]
    return sorted(problems)


def _check_links(entry: Entry, draft: Draft, sources: set[str], ids: Counter[str]) -> Iterator[Problem]:
    if ids[entry.id] > 1:
        yield Problem(
            draft.path,
            1,
            f'another file is called "{entry.id}.md" too',
            "rename one of the two",
        )
    for number, id_ in enumerate(entry.sources):
        if id_ not in sources:
            line = draft.line("sources", number)
            message = f'source "{id_}" is not in content/sources.yml'
            yield Problem(draft.path, line, message, "add it there, or correct the spelling")
    for number, id_ in enumerate(entry.related):
        line = draft.line("related", number)
        if id_ == entry.id:
            yield Problem(draft.path, line, "the entry is related to itself", "take it out")
        elif id_ not in ids:
            message = f'related entry "{id_}" does not exist'
            yield Problem(draft.path, line, message, "write it, or correct the spelling")


def _parts(entry: Entry, draft: Draft) -> Iterator[tuple[int, str]]:
    """Line and text of each part that a person reads, sample questions aside."""
    yield draft.line("title"), entry.title
    for name in _HEADINGS:
        for number, text in enumerate(draft.sections.get(name, ())):
            yield draft.line(name, number), text
    for point in draft.points:
        yield point.line, point.answer


def _check_words(entry: Entry, draft: Draft) -> Iterator[Problem]:
    for line, text in _parts(entry, draft):
        faults = [
            (
                f'"{claim.words}" is a {claim.kind}: {claim.why}',
                "say it without the claim",
            )
            for claim in claims(text)
        ]
        faults += [
            (f'"{word}" is American spelling', f'write "{british}"') for word, british in american(text)
        ]
        if number := _EMERGENCY_NUMBER.search(text) or _PHONE.search(text):
            faults.append(
                (
                    f'"{number.group()}" looks like a phone number',
                    'write "your local emergency number"; the companion adds the right one',
                )
            )
        if address := _URL.search(text):
            fix = "take it out; content/sources.yml carries addresses"
            faults.append((f'"{address.group()}" looks like a web address', fix))
        if "!" in text:
            faults.append(("there is an exclamation mark", "end the sentence with a full stop"))
        yield from (Problem(draft.path, line, message, fix) for message, fix in faults)
    words = len(entry.lead.split())
    if words > MAX_LEAD_WORDS:
        fix = f"keep it to {MAX_LEAD_WORDS} words; the rest belongs under ## More"
        yield Problem(draft.path, draft.line("lead"), f"the lead has {words} words", fix)
    if len(entry.do_now) > MAX_STEPS:
        fix = f"keep the {MAX_STEPS} that matter most"
        message = f"{len(entry.do_now)} steps to do now"
        yield Problem(draft.path, draft.line("do_now", MAX_STEPS), message, fix)


def _check_reading(entry: Entry, draft: Draft) -> Iterator[Problem]:
    easier = "use shorter words and sentences"
    whole = measure(entry.body())
    line = draft.line("lead")
    if whole.grade > MAX_GRADE:
        message = f"reading grade {whole.grade:.1f}, at most {MAX_GRADE:.0f}"
        yield Problem(draft.path, line, message, easier)
    if whole.words_per_sentence >= MAX_SENTENCE:
        message = f"{whole.words_per_sentence:.1f} words a sentence, under {MAX_SENTENCE:.0f}"
        yield Problem(draft.path, line, message, easier)
    if entry.do_now and (steps := measure("\n".join(entry.do_now))).grade > MAX_STEPS_GRADE:
        message = f"steps of reading grade {steps.grade:.1f}, at most {MAX_STEPS_GRADE:.0f}"
        yield Problem(draft.path, draft.line("do_now"), message, easier)
    said = measure(f"{entry.lead}\n{entry.next_step}")
    if said.grade > MAX_GRADE:
        message = f"lead and next step have reading grade {said.grade:.1f}, at most {MAX_GRADE:.0f}"
        yield Problem(draft.path, line, message, easier)


def _check_points(draft: Draft) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for point in draft.points:
        if len(point.asked) < MIN_SAMPLES:
            message = f"{len(point.asked)} samples of a question"
            yield Problem(draft.path, point.lines[0], message, f"write at least {MIN_SAMPLES}")
        for number, text in zip(point.lines, point.asked, strict=True):
            if (first := seen.setdefault(fold(text), number)) != number:
                yield Problem(draft.path, number, f'"{text}" is already in line {first}', "keep one")
        read = measure(point.answer)
        faults = (
            (len(point.answer.split()) > MAX_POINT_WORDS, f"an answer of over {MAX_POINT_WORDS} words"),
            (read.grade > MAX_GRADE, f"reading grade {read.grade:.1f}, at most {MAX_GRADE:.0f}"),
            (read.words_per_sentence >= MAX_SENTENCE, f"{read.words_per_sentence:.1f} words a sentence"),
        )
        for wrong, message in faults:
            if wrong:
                yield Problem(draft.path, point.line, message, "use shorter words and sentences")


def _check_dates(entry: Entry, draft: Draft, today: date | None) -> Iterator[Problem]:
    line = draft.line("review_due")
    days = (entry.review_due - entry.reviewed).days
    if days <= 0 or days > MAX_REVIEW_DAYS:
        message = f"review_due is {days} days after reviewed"
        yield Problem(draft.path, line, message, "set it at most two years after reviewed")
    if today and entry.reviewed > today:
        message = f"reviewed {entry.reviewed} is in the future"
        yield Problem(draft.path, draft.line("reviewed"), message, "correct the date")
    if today and entry.review_due < today:
        message = f"the review was due {entry.review_due}"
        yield Problem(draft.path, line, message, "check it against its sources, set new dates")


def _check_questions(drafts: list[Draft]) -> Iterator[Problem]:
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for draft in drafts:
        questions = draft.lists.get("questions", [])
        if 0 < len(questions) < MIN_QUESTIONS:
            message = f"{len(questions)} sample questions"
            fix = f"write at least {MIN_QUESTIONS}, as real people type them"
            yield Problem(draft.path, draft.line("questions"), message, fix)
        for number, question in enumerate(questions):
            places[fold(question)].append((draft.path, draft.line("questions", number)))
    for question, (first, *others) in places.items():
        for path, line in others:
            message = f'the question "{question}" is already in {first[0]}:{first[1]}'
            yield Problem(path, line, message, "keep the one that fits best")
