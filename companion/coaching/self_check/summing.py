"""What the self-check gives back: what goes well, one or two changes, questions for the dentist."""

from __future__ import annotations

from dataclasses import dataclass

from companion.coaching.memory import Memory
from companion.coaching.self_check.habit import Choice, Habit
from companion.coaching.voice import Voice
from companion.reply import Reply

NOTES = "self_check"  # key of the memory's notes: {"answers": {id: title}, "changes": [id, ...]}
CHANGES = 2  # more than two is no help
WELL = 4
QUESTIONS = 3
_ENTRIES = {"diabetes": "diabetes-and-gums", "pregnant": "pregnancy-and-teeth"}


@dataclass(frozen=True)
class Summing:
    """Composes the last reply of the self-check."""

    voice: Voice
    habits: tuple[Habit, ...]

    def reply(self, given: dict[str, str], words: str, memory: Memory) -> tuple[Reply, Memory]:
        """The summary of the answers (habit id to title), after the words that come first."""
        titled = ((habit, habit.titled(given.get(habit.id))) for habit in self.habits)
        pairs = [(habit, option) for habit, option in titled if option]
        weighed = sorted((pair for pair in pairs if pair[1].weight), key=lambda pair: -pair[1].weight)
        # A small thing is only worth a line when nothing bigger is there.
        changes = [pair for pair in weighed if pair[1].weight > 1 or pair is weighed[0]][:CHANGES]
        thanks, memory = self.voice.say("thanks", memory)
        parts = [f"{words} {thanks}".strip()]
        well, memory = self._well(pairs, memory)
        change, memory = self._changes(changes, memory)
        dentist, memory = self._dentist(weighed, pairs, memory)
        more, memory = self._more(given, memory)
        parts += [well, change, dentist, more]
        choice, memory = self.voice.say("choice", memory)
        if memory.notes.get("parked"):
            parked, memory = self.voice.say("parked_now", memory.note(parked=None))
            choice = f"{choice}\n\n{parked}"
        sources = [name for habit, _ in changes for name in habit.sources]
        if "family" in given:
            sources += next(habit.sources for habit in self.habits if habit.id == "family")
        choices = (
            {"title": "Make a plan with me", "intent": "set_goal"},
            *({"title": f"More on {habit.name}", "entry": option.entry} for habit, option in changes),
            {"title": "Prepare a visit", "intent": "prepare_visit"},
        )
        first = changes[0][1].entry if changes else "how-often-to-brush"
        reply = Reply(
            "\n\n".join(part for part in (*parts, choice) if part),
            tuple(one["title"] for one in choices),
            entry=first,
            sources=tuple(dict.fromkeys(sources)),
            kind="document",
            data={"choices": choices},
        )
        notes = {"answers": given, "changes": [habit.id for habit, _ in changes]}
        return reply, memory.note(**{NOTES: notes})

    def _well(self, pairs: list[tuple[Habit, Choice]], memory: Memory) -> tuple[str, Memory]:
        lines = [habit.well for habit, choice in pairs if not choice.weight and habit.well][:WELL]
        if not lines:
            return self.voice.say("nothing_well", memory)
        head, memory = self.voice.say("well", memory)
        return "\n".join([head, *(f"- {line}" for line in lines)]), memory

    def _changes(self, changes: list[tuple[Habit, Choice]], memory: Memory) -> tuple[str, Memory]:
        if not changes:
            return self.voice.say("nothing_to_change", memory)
        head, memory = self.voice.say("changes", memory)
        lines = [f"- {one.change} {one.reason} From: {habit.cited}." for habit, one in changes]
        return "\n".join([head, *lines]), memory

    def _dentist(
        self, weighed: list[tuple[Habit, Choice]], pairs: list[tuple[Habit, Choice]], memory: Memory
    ) -> tuple[str, Memory]:
        head, memory = self.voice.say("dentist", memory)
        asked = [habit.dentist for habit, _ in (*weighed, *(p for p in pairs if p not in weighed))]
        return "\n".join([head, *(f"- {line}" for line in asked[:QUESTIONS])]), memory

    def _more(self, given: dict[str, str], memory: Memory) -> tuple[str, Memory]:
        """What genes can and cannot say, and what was told about health."""
        keys = [key for key in _ENTRIES if key in memory.facts and key not in memory.notes.get("others", ())]
        if "family" in given:
            keys.append("genes")
        lines = []
        for key in keys:
            text, memory = self.voice.say(key, memory)
            lines.append(text)
        return "\n".join(lines), memory
