"""Import spaCy without its command line, which costs a third of its start-up and is never used here."""

from __future__ import annotations

import sys
from types import ModuleType


def _unavailable(*args: object, **kwargs: object) -> None:
    raise RuntimeError(
        "spaCy's command line is not loaded inside the companion; run `python -m spacy` instead"
    )


def install() -> None:
    """Put light stand-ins for spacy.cli in place, unless spaCy is loaded already."""
    if "spacy" in sys.modules or "spacy.cli" in sys.modules:
        return
    cli, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    cli.__path__ = []  # a package, so that submodules resolve
    cli.info = info.info = _unavailable  # type: ignore[attr-defined]
    sys.modules["spacy.cli"], sys.modules["spacy.cli.info"] = cli, info


install()
