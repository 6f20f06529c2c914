"""Places: the country a person says they live in, and not one they travel to."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.said.places import Places
from companion.errors import DataError

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def known() -> Places:
    return Places.load(ROOT)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("USA, georgia", "US"),
        ("I'm in Ohio", "US"),
        ("we live in toronto", "CA"),
        ("im over in australia", "AU"),
        ("dublin", "IE"),
        ("i'm in tbilisi, georgia", "GE"),
        ("UK yes", "GB"),
        ("how much do implants cost in poland", None),
        ("booked a trip to turkey", None),
        ("my hairdresser is from paris", None),
        ("a cork in my tooth", None),
    ],
)
def test_where_somebody_lives_is_heard(known: Places, text: str, country: str | None) -> None:
    assert known.told(text) == country


def test_a_name_of_two_places_counts_only_where_the_country_is_known(known: Places) -> None:
    assert known.told("georgia", "US") == "US"
    assert known.told("georgia", "GB") is None


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/places.yml").write_text("# x\ncountries:\n  GB: [cork]\n  IE: [cork]\nunless: {}\n")
    with pytest.raises(DataError, match="cork"):
        Places.load(tmp_path)
