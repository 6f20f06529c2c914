"""The lexicon: every idea the companion can recognise, with the words people use for it.

One file per idea under content/lexicon/. A file holds either

    words:    single words that may stand for each other, used in phrases as <name>
    phrases:  ways to say the idea (see companion.language.phrases for the notation)
    denials:  optional, ways to say that it is not so ("i can breathe fine")
    any:      names of other ideas: this one is there when any of them is
    nature:   optional; `trait` names a thing or a lasting trait (a medicine, a pregnancy), which
              only a "no" can take away; `harm` is believed from anyone who says "I"; `calm`
              says that all is well, so that its own "no" still denies what comes after; `event`
              has happened, so that "fine now" does not end it

The folder a file is in is its group; `context` and `figurative` have a meaning of their own
(see companion.language.context).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.errors import DataError
from companion.yaml import line_of, read_mapping

FOLDER = Path("content/lexicon")
MEASURED = frozenset(
    ("lasting-days", "lasting-2-weeks", "lasting-3-weeks", "under-16", "milk-tooth-age", "adult-tooth-age")
)  # ideas that companion.language.measure reads from numbers
NATURES = ("", "trait", "deed", "harm", "calm", "event")
_LISTS = ("words", "phrases", "denials", "any")
_KEYS = {*_LISTS, "nature"}


@dataclass(frozen=True)
class Idea:
    """One file of the lexicon. Exactly one of `words`, `phrases` and `any` is filled."""

    name: str
    group: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    denials: tuple[str, ...]
    any: tuple[str, ...]
    nature: str
    path: Path


def read_lexicon(root: Path) -> dict[str, Idea]:
    """All ideas below `root`/content/lexicon by name. Raises DataError on the first broken file."""
    folder = root / FOLDER
    ideas: dict[str, Idea] = {}
    for path in sorted(folder.rglob("*.yml")):
        idea = _read_idea(path, folder)
        if idea.name in ideas:
            raise DataError(
                f"{path}:1",
                f'"{idea.name}" is also {ideas[idea.name].path}',
                "give one of the two files another name",
            )
        ideas[idea.name] = idea
    for idea in ideas.values():
        for name in idea.any:
            if name not in ideas and name not in MEASURED:
                raise DataError(f"{idea.path}:1", f'there is no idea "{name}"', "correct the name")
    if not ideas:
        raise DataError(str(folder), "the lexicon is empty", "restore the files of content/lexicon")
    return ideas


def _read_idea(path: Path, folder: Path) -> Idea:
    row = read_mapping(path, allowed=_KEYS)
    lists = {key: _strings(path, key, row.get(key, [])) for key in _LISTS}
    nature = row.get("nature", "")
    if nature not in NATURES:
        raise DataError(
            f"{path}:{line_of(path, 'nature')}",
            f'nature "{nature}"',
            f"is one of {', '.join(NATURES[1:])}, or left out",
        )
    if sum(bool(lists[key]) for key in ("words", "phrases", "any")) != 1:
        raise DataError(f"{path}:1", "needs words, phrases or any", "fill exactly one of the three")
    group = path.relative_to(folder).parts[0] if path.parent != folder else ""
    return Idea(
        path.stem, group, lists["words"], lists["phrases"], lists["denials"], lists["any"], nature, path
    )


def _strings(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataError(
            f"{path}:1", f'"{key}" must be a list of texts', 'put "yes", "no" and numbers in quotes'
        )
    return tuple(value)
