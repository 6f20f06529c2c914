"""Options that several commands share."""

from __future__ import annotations

import click

from companion.country import as_country, country_of_locale


def _country(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    found = as_country(value) if value else None
    if value and not found:
        raise click.BadParameter(f"{value!r} is not a two-letter country code, such as GB or US")
    return found


country = click.option(
    "--country",
    metavar="CODE",
    default=country_of_locale,
    show_default="from the locale",
    callback=_country,
    help="Two-letter country code for the numbers to call, such as GB or US.",
)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
