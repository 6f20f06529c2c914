"""A bare word gets a question back that fits it; anything that says more does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.answer.bare import bare
from companion.coaching.memory import Memory
from companion.content.reading import measure
from companion.errors import DataError
from companion.guard import claims

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("blood", "bleeding"),
        ("Blood!!", "bleeding"),
        ("my tooth", "tooth"),
        ("hi, the gums", "gums"),
        ("i got pain", "pain"),
        ("OUCH", "pain"),
        ("it's urgent", "danger"),
        ("  help   me ", "danger"),
    ],
)
def test_a_bare_word(text: str, group: str) -> None:
    assert bare(ROOT).group(text) == group


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "blood when i brush",
        "my tooth hurts",
        "i feel pain free",
        "stop",
        "yes",
        "help me stop smoking",
    ],
)
def test_what_says_more_is_no_bare_word(text: str) -> None:
    assert bare(ROOT).group(text) is None


def test_not_the_same_words_twice() -> None:
    memory, heard = Memory(), []
    for _ in range(3):
        reply, memory = bare(ROOT).ask("pain", memory)
        assert reply.kind == "question"
        heard.append(reply.text)
    assert len({*heard}) == 3


def test_wordings_are_plain_and_ask() -> None:
    asks = bare(ROOT)
    for group, texts in asks.voice.words.items():
        assert len(texts) >= 3, group
        assert 2 <= len(asks.offers[group]) <= 4, group
        for text in texts:
            assert "?" in text or text.startswith("Tell me"), text
            assert not claims(text), text
            assert measure(text).grade <= 6, text


def test_an_offer_is_no_bare_word_itself() -> None:
    asks = bare(ROOT)
    assert [title for titles in asks.offers.values() for title in titles if asks.group(title)] == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("groups:\n  a:\n    words: [x]\n", '"a" needs just asks, offers, words'),
        (
            "groups:\n  a: {words: [x], asks: [y], offers: [z]}\n  b: {words: [x], asks: [y], offers: [z]}\n",
            '"x" is in two groups',
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, lines: str, message: str) -> None:
    path = tmp_path / "content" / "coaching" / "bare.yml"
    path.parent.mkdir(parents=True)
    path.write_text(lines, "utf-8")
    with pytest.raises(DataError, match=message):
        bare(tmp_path)
