"""A number of the wrong country is a defect."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import DataError
from companion.numbers import KINDS, Numbers

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return Numbers.load(ROOT)


@pytest.mark.parametrize(
    ("country", "ambulance"),
    [("GB", "999"), ("US", "911"), ("CA", "911"), ("AU", "000"), ("NZ", "111"), ("DE", "112"), ("gb", "999")],
)
def test_ambulance(numbers: Numbers, country: str, ambulance: str) -> None:
    assert numbers.of(country)["ambulance"] == ambulance


def test_no_number_of_another_country_is_shown(numbers: Numbers) -> None:
    french = " ".join(numbers.of("FR").values())
    for number in ("999", "911", "116 123"):
        assert number not in french
    assert "988" not in " ".join(numbers.of("NZ").values())


@pytest.mark.parametrize("country", [None, "", "JP", "??"])
def test_unknown_country_gets_words_and_the_likely_numbers(numbers: Numbers, country: str | None) -> None:
    ambulance = numbers.of(country)["ambulance"]
    assert "local emergency number" in ambulance
    assert all(number in ambulance for number in ("112", "999", "911"))


@pytest.mark.parametrize("country", ["GB", "IE", "FR", "US", None])
def test_every_kind_has_words_everywhere(numbers: Numbers, country: str | None) -> None:
    assert set(numbers.of(country)) == set(KINDS)


def test_a_missing_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = (ROOT / "content" / "numbers.yml").read_text()
    (tmp_path / "content" / "numbers.yml").write_text(text.replace('    ambulance: "999"\n', ""))
    with pytest.raises(DataError, match='"GB" has no ambulance'):
        Numbers.load(tmp_path)
