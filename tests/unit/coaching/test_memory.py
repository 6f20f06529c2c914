"""What was said is counted, so that wordings take turns."""

from __future__ import annotations

from companion.coaching.memory import Memory
from companion.coaching.voice import Voice


def test_wordings_take_turns() -> None:
    voice, memory, said = Voice("any", {"hello": ["Hello.", "Good day, {name}."]}), Memory(), []
    while voice.left("hello", memory):
        text, memory = voice.say("hello", memory, name="Ann")
        said.append(text)
    assert said == ["Hello.", "Good day, Ann."]
    assert voice.say("hello", memory)[0] == "Hello."
    assert memory.count("any.hello") == (2, Memory(said={"any.hello": 3}))
