"""The country of a locale."""

from __future__ import annotations

import pytest

from companion.country import as_country, country_of_locale


@pytest.mark.parametrize(
    ("environ", "country"),
    [
        ({"LANG": "en_GB.UTF-8"}, "GB"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "en_US"}, "US"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_AT@euro"}, "AT"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, None),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, "GB"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "POSIX"}, None),
        ({"LANG": "en"}, None),
        ({"LANG": "en.UTF-8"}, None),
        ({}, None),
    ],
)
def test_locale(environ: dict[str, str], country: str | None) -> None:
    assert country_of_locale(environ) == country


def test_codes() -> None:
    assert [as_country(text) for text in ("gb", " US ", "uk", "GBR", "", "1a", "éa")] == [
        "GB",
        "US",
        "GB",
        None,
        None,
        None,
        None,
    ]
