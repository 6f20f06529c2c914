"""Coverage for people and machines: a table, JSON, a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from companion.testing.coverage import Coverage, Row, total_percent

_NAMED = 8  # missing names that the table shows before "and ... more"


def table(rows: Sequence[Row], coverage: Coverage, whole: bool) -> list[str]:
    """Lines of text; what is missing is named for a run of the whole suite."""
    lines = [f"{'':<18}{'reached':>9}{'of':>7}{'':>8}  {'without a test' if whole else ''}"]
    for row in rows:
        missing = ", ".join(row.missing[:_NAMED])
        if len(row.missing) > _NAMED:
            missing += f" and {len(row.missing) - _NAMED} more"
        figures = f"{row.kind:<18}{row.reached:>9}{row.total:>7}{row.percent:>7.0f}%"
        lines.append(f"{figures}  {missing if whole else ''}")
    lines.append(
        f"{'all':<18}{sum(r.reached for r in rows):>9}{sum(r.total for r in rows):>7}"
        f"{total_percent(rows):>7.0f}%  {coverage.cases} conversations, {coverage.turns} turns"
    )
    return [line.rstrip() for line in lines]


def write_json(path: Path, rows: Sequence[Row], coverage: Coverage) -> None:
    """One object with totals and a row for each kind."""
    found = {
        "conversations": coverage.cases,
        "turns": coverage.turns,
        "percent": round(total_percent(rows), 1),
        "kinds": [row.as_dict() for row in rows],
    }
    _write(path, json.dumps(found, indent=2) + "\n")


def write_html(path: Path, rows: Sequence[Row], coverage: Coverage) -> None:
    """A page that needs no other file; missing names fold out."""
    body = "\n".join(_html_row(row) for row in rows)
    _write(path, _PAGE.format(body=body, cases=coverage.cases, turns=coverage.turns, all=total_percent(rows)))


def _html_row(row: Row) -> str:
    names = "".join(f"<li>{escape(name)}</li>" for name in row.missing)
    missing = f"<details><summary>{len(row.missing)}</summary><ul>{names}</ul></details>" if names else "none"
    return (
        f"<tr><th scope=row>{escape(row.kind)}</th><td>{row.reached}</td><td>{row.total}</td>"
        f"<td><meter min=0 max=100 value={row.percent:.1f}></meter> {row.percent:.0f}%</td>"
        f"<td>{missing}</td></tr>"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Coverage of the conversation tests</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
td:nth-child(4) {{ white-space: nowrap; }}
th, td {{ border-bottom: 1px solid #bbb; padding: .4rem .6rem; text-align: left; vertical-align: top; }}
</style>
<h1>Coverage of the conversation tests</h1>
<p>{cases} conversations with {turns} turns reach {all:.0f}% of what there is.</p>
<table>
<thead><tr><th>Kind<th>Reached<th>Of<th>Share<th>Without a test</thead>
<tbody>
{body}
</tbody>
</table>
</html>
"""
