"""Errors a person can act on: where it went wrong, what is wrong, what to do."""

from __future__ import annotations


class CompanionError(Exception):
    """Base of every error the companion raises on purpose.

    `where` is a file, a `file:line` or a part of the product; `what` says what is wrong;
    `fix` says what to do about it.
    """

    def __init__(self, where: str, what: str, fix: str) -> None:
        super().__init__(f"{where}: {what}\n  {fix}")
        self.where = where
        self.what = what
        self.fix = fix


class DataError(CompanionError):
    """A file that people edit (entry, rule, source, lexicon, NLU data) breaks its format."""


class BuildError(CompanionError):
    """A build product (content database, model) is missing, damaged or does not match the data."""
