"""A small notation for phrases, and a matcher that finds thousands of them in one pass.

    can not breathe            words, in any inflection
    (hard|difficult) to chew   one of several
    [very] swollen             may be left out
    tooth * out                up to three words between
    tooth ** out               up to six words between
    <mouth> hurts              any word of the idea `mouth`, or any phrase of it

The notation follows hassil's sentence templates; a gap never crosses a sentence end,
nor a word like "no" or "but" that would turn the meaning. The matcher is a nondeterministic
automaton (Thompson 1968) whose letters are words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from companion.language.lexicon import Idea

GAPS = {"*": 3, "**": 6}
NUMBERS = ("<number>", *(f"<{least}-or-more>" for least in (3, 5, 7, 9, 13)))
TURNING = frozenset(("no", "not", "never", "without", "nor", "but"))
_CLOSING = ("|", ")", "]")
_TOKEN = re.compile(r"[()\[\]|]|<[^>]+>|[^\s()\[\]|<>]+")


class _State:
    """A state of the automaton: where words, gaps and free moves lead, and what ends here."""

    __slots__ = ("ends", "free", "gaps", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[_State]] = {}
        # Tuples: there are 27,000 states, and what is empty costs nothing.
        self.free: tuple[_State, ...] = ()
        self.gaps: tuple[tuple[int, _State], ...] = ()
        self.ends: tuple[str, ...] = ()

    def on(self, key: str, target: _State) -> None:
        self.words.setdefault(key, []).append(target)


class Matcher:
    """Finds labelled phrases in sequences of word keys."""

    def __init__(self, ideas: Mapping[str, Idea], key: Callable[[str], str]) -> None:
        """`key` maps a word to what it is matched by. Raises ValueError with the file's path."""
        self._ideas = ideas
        self._key = key
        self._start = _State()
        for idea in ideas.values():
            if idea.group == "macros":
                continue
            for label, phrases in ((idea.name, idea.phrases), (f"-{idea.name}", idea.denials)):
                for phrase in phrases:
                    try:
                        self._add(phrase, label)
                    except ValueError as error:
                        raise ValueError(f"{idea.path}: in {phrase!r}: {error}") from error
        self._roots = {key: _joined(states) for key, states in self._start.words.items()}

    def find(
        self, keys: Sequence[tuple[str, ...]], sentence: Sequence[int]
    ) -> Iterator[tuple[str, int, int]]:
        """Yield (label, start, end) for every match; `keys[i]` are the keys of word i and
        `sentence[i]` the number of its sentence. A label is yielded once per start, with its
        nearest end.
        """
        roots = self._roots
        for start, options in enumerate(keys):
            seen: dict[str, int] = {}
            for key in options:
                if key in roots:
                    _walk(roots[key], start + 1, keys, sentence, sentence[start], seen)
            for label, end in seen.items():
                yield label, start, end

    def _add(self, phrase: str, label: str) -> None:
        entry = _State()
        end, rest = self._alternatives(_TOKEN.findall(phrase), entry)
        if rest:
            raise ValueError(f"unexpected {rest[0]!r}")
        end.ends += (label,)
        for state in _flat(entry):
            if state.gaps or state.ends:
                raise ValueError("a phrase can't be empty or begin with a gap")
            for key, targets in state.words.items():
                self._start.words.setdefault(key, []).extend(targets)

    def _alternatives(self, tokens: list[str], start: _State) -> tuple[_State, list[str]]:
        end = _State()
        rest = self._sequence(tokens, start, end)
        while rest and rest[0] == "|":
            rest = self._sequence(rest[1:], start, end)
        return end, rest

    def _sequence(self, tokens: list[str], start: _State, end: _State) -> list[str]:
        """Lay a sequence from `start` to `end`; returns the tokens after it."""
        here, rest = start, tokens
        while rest and rest[0] not in _CLOSING:
            head, rest = rest[0], rest[1:]
            if head in ("(", "["):
                inner, rest = self._alternatives(rest, here)
                if not rest or rest[0] != {"(": ")", "[": "]"}[head]:
                    raise ValueError(f"a {head!r} is not closed")
                rest = rest[1:]
                if head == "[":
                    here.free += (inner,)
                here = inner
            elif not rest or rest[0] in _CLOSING:
                self._step(head, here, end)
                return rest
            else:
                here = self._step(head, here, _State())
        here.free += (end,)
        return rest

    def _step(self, head: str, here: _State, after: _State) -> _State:
        if head in GAPS:
            here.gaps += ((GAPS[head], after),)
        elif not head.startswith("<"):
            here.on(self._key(head), after)
        elif head in NUMBERS or self._idea(head).words:
            here.on(head, after)
        else:
            for phrase in self._idea(head).phrases:
                inner, rest = self._alternatives(_TOKEN.findall(phrase), here)
                if rest:
                    raise ValueError(f"{head}: unexpected {rest[0]!r}")
                inner.free += (after,)
        return after

    def _idea(self, head: str) -> Idea:
        idea = self._ideas.get(head[1:-1])
        if idea is None:
            raise ValueError(f"there is no idea called {head}")
        return idea


def _flat(state: _State) -> list[_State]:
    """The states reached from `state` by free moves, itself included, that can do something."""
    found, stack = [], [state]
    seen = set()
    while stack:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        stack.extend(one.free)
        if one.words or one.gaps or one.ends:
            found.append(one)
    return found


def _joined(states: list[_State]) -> _State:
    """One state that does what all of them do."""
    if len(states) == 1:
        return states[0]
    one = _State()
    one.free = tuple(states)
    return one


def _settle(state: _State) -> None:
    """Merge what free moves lead to into the state itself, once, when it is first visited."""
    reached = _flat(state)
    words: dict[str, list[_State]] = {}
    for one in reached:
        for key, targets in one.words.items():
            words[key] = words[key] + targets if key in words else targets
    gaps = tuple(gap for one in reached for gap in one.gaps)
    ends = tuple(dict.fromkeys(label for one in reached for label in one.ends))
    # One assignment each, `free` last: another thread sees the state as it was or as it will be.
    state.words, state.gaps, state.ends = words, gaps, ends
    state.free = ()


def _walk(
    state: _State,
    at: int,
    keys: Sequence[tuple[str, ...]],
    sentence: Sequence[int],
    number: int,
    seen: dict[str, int],
) -> None:
    if state.free:
        _settle(state)
    for label in state.ends:
        if label not in seen or at < seen[label]:
            seen[label] = at
    if at >= len(keys):
        return
    if state.words and sentence[at] == number:
        words = state.words
        for key in keys[at]:
            targets = words.get(key)
            if targets:
                if len(targets) > 1:  # lazy subset construction (Rabin and Scott 1959)
                    targets = words[key] = [_joined(targets)]
                _walk(targets[0], at + 1, keys, sentence, number, seen)
    for longest, target in state.gaps:
        if target.free:
            _settle(target)
        needs_word = not target.ends and not target.gaps
        for here in range(at, min(at + longest + 1, len(keys))):
            if sentence[here] != number:
                break
            if not needs_word or not target.words.keys().isdisjoint(keys[here]):
                _walk(target, here, keys, sentence, number, seen)
            if keys[here][0] in TURNING:
                break
