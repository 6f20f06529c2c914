"""The card as a page: Markdown, and HTML that stands alone and prints on one sheet of A4."""

from __future__ import annotations

import re
from datetime import date
from html import escape

from companion.coaching.visit.card import QUESTIONS_TITLE, Card, quoted

TITLE = "Visit card"
NOTE = "Words in quotes are mine. Prepared with a computer program that gives no diagnosis."
_MARKED = re.compile(r"([\\`*_{}\[\]<>#|])")

_STYLE = """
@page { size: A4; margin: 18mm; }
* { box-sizing: border-box; }
body { font: 12pt/1.45 Georgia, "Times New Roman", serif; color: #111; background: #fff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
p.when { margin: .2rem 0 1.2rem; color: #444; }
dl { margin: 0; }
div.row { padding: .45rem 0; border-top: 1px solid #bbb; break-inside: avoid; }
dt { font-weight: bold; }
dd { margin: .1rem 0 0; overflow-wrap: anywhere; }
ul { margin: .2rem 0 0; padding-left: 1.2rem; }
footer { margin-top: 1.2rem; border-top: 1px solid #bbb; padding-top: .5rem; font-size: .85rem; color: #444; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""


def markdown(card: Card, day: date) -> str:
    """The card as Markdown; what a person typed cannot become markup."""
    rows = [f"**{title}:** {_plain(quoted(key, text))}\n" for key, title, text in card.rows]
    asked = [f"- [ ] {_plain(question)}" for question in card.questions]
    head = [f"# {TITLE}\n", f"{_long(day)}\n", *rows, f"**{QUESTIONS_TITLE}:**\n", *asked]
    return "\n".join([*head, "", f"_{NOTE}_", ""])


def html(card: Card, day: date) -> str:
    """The card as one HTML file: no script, nothing loaded from anywhere."""
    rows = "\n".join(
        f'<div class="row"><dt>{escape(title)}</dt><dd>{escape(quoted(key, text))}</dd></div>'
        for key, title, text in card.rows
    )
    asked = "".join(f"<li>{escape(question)}</li>" for question in card.questions)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{TITLE}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{TITLE}</h1>
<p class="when">{_long(day)}</p>
<dl>
{rows}
<div class="row"><dt>{QUESTIONS_TITLE}</dt><dd><ul>{asked}</ul></dd></div>
</dl>
<footer>{escape(NOTE)}</footer>
</body>
</html>
"""


def _plain(text: str) -> str:
    return _MARKED.sub(r"\\\1", text)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
