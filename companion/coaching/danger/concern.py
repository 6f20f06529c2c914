"""What a crisis is about, and who: triage rules by kind, the paths of its words, and whom to turn to."""

from __future__ import annotations

from collections.abc import Collection

RULES = {
    "suicide": ("suicide", "suicide-indirect", "suicide-now", "overdose-deliberate"),
    "abuse": ("abuse", "abuse-now"),
    "eating": ("eating-disorder",),
}
CARDED = frozenset(("overdose-deliberate",))  # a poisoned body comes first: the emergency's own card
NOW = frozenset(("suicide-now", "abuse-now"))  # danger this minute
INJURIES = frozenset(("tooth-knocked-out", "tooth-moved", "head-injury", "broken-jaw", "deep-cut"))
# By kind: the cue that names a path of its own, and the path where none is named.
_PATHS = {
    "suicide": ({"other": "suicide_other", "self_harm": "self_harm"}, "suicide"),
    "abuse": ({"harmed": "harmed", "elder": "elder", "child": "child", "other": "other"}, "abuse"),
    "eating": ({"other": "eating_other"}, "eating"),
}
PATHS = tuple(sorted({name for cues, own in _PATHS.values() for name in (*cues.values(), own)}))
OTHERS = frozenset(("suicide_other", "other", "elder", "eating_other"))  # about somebody else
# Whom to turn to: a line of content/numbers.yml, or one that has no number here and stands in crisis.yml.
_LINES = {"suicide": "crisis", "abuse": "abuse", "eating": "eating"}
_LINE_OF = {"child": "young", "harmed": "crisis", "elder": "elder", "other": "other"}
UNNUMBERED = frozenset(("eating", "elder", "other"))


def kind_of(rule: str) -> str | None:
    """What a triage rule is about: suicide, abuse, eating, or None for any other."""
    return next((kind for kind, rules in RULES.items() if rule in rules), None)


def path_of(kind: str, cues: Collection[str]) -> str:
    """Who it is about, by the cues of a message; without one, the person's own path."""
    paths, own = _PATHS[kind]
    if kind == "suicide" and "other" in cues:
        return paths["other"]
    return next((paths[cue] for cue in cues if cue in paths), own)


def line_of(kind: str, path: str) -> str:
    """The name of the line to turn to."""
    return _LINE_OF.get(path, _LINES[kind])
