"""Where cards and copies are saved: a folder the person can name, files that only they can read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from companion.coaching.visit.card import Card
from companion.coaching.visit.sheet import html, markdown
from companion.errors import CompanionError

DEFAULT = Path("companion-cards")
_PATH = re.compile(
    r"(?:\b(?:in|into|to|under|at)\s+(?:the\s+|my\s+|a\s+)?(?:folder|directory)\s+(?:called\s+"
    r"|named\s+)?[\"']?(?P<a>[\w~./ -]+?)[\"']?"
    r"|\b(?:in|into|to|under|at)\s+[\"']?(?P<b>[~.]?[\w./ -]*/[\w./ -]*?)[\"']?)\s*(?:please)?[.]?$",
    re.IGNORECASE,
)


def _now() -> datetime:
    return datetime.now(timezone.utc).astimezone()


@dataclass(frozen=True)
class Folder:
    """A folder for files of the person. It is made when the first file is saved."""

    path: Path = DEFAULT
    now: Callable[[], datetime] = field(default=_now, compare=False)

    @property
    def shown(self) -> str:
        """The path as a person reads it."""
        return str(self.path)

    def names(self, text: str) -> bool:
        """Whether a message names a folder, whichever it is."""
        return bool(_PATH.search(text.strip()))

    def named(self, text: str) -> Folder | None:
        """The folder a message names, or None. It lies below the person's home or where they are."""
        found = _PATH.search(text.strip())
        if not found:
            return None
        path = Path((found["a"] or found["b"]).strip()).expanduser()
        whole = path.resolve()
        if not any(whole.is_relative_to(base.resolve()) for base in (Path.home(), Path.cwd())):
            return None
        return Folder(path, self.now)

    def contents(self, card: Card) -> dict[str, str]:
        """The three files of a card, by name."""
        from companion.coaching.visit.fhir import bundle

        when = self.now()
        stem = f"visit-card-{when:%Y-%m-%d}"
        return {
            f"{stem}.md": markdown(card, when.date()),
            f"{stem}.html": html(card, when.date()),
            f"{stem}.fhir.json": bundle(card, when),
        }

    def save(self, card: Card) -> list[str]:
        """Write the card; the paths of its files. Raises CompanionError when that cannot be done."""
        return [self.write(name, text) for name, text in self.contents(card).items()]

    def write(self, name: str, text: str) -> str:
        """One new file with mode 0600; no file is ever written over. Returns its path."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = _free(self.path, name)
            handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise CompanionError(
                str(self.path), f"cannot write there: {error}", "name another folder"
            ) from error
        return str(target)


def _free(folder: Path, name: str) -> Path:
    """A path that is not taken: card.md, card-2.md, ..."""
    stem, dot, ending = name.partition(".")
    names = (name, *(f"{stem}-{number}{dot}{ending}" for number in range(2, 1000)))
    return next(folder / one for one in names if not (folder / one).exists())
