"""The card as FHIR R4: a document Bundle with a Composition, a nameless Patient and the answers.

Built with fhir.resources' R4B models, whose Bundle, Composition, Patient and QuestionnaireResponse
hold the same elements as R4's (docs/decisions/0005). Importing them takes half a second, so it
happens when a card is exported and not before.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any
from uuid import uuid4

from companion.coaching.visit.card import QUESTIONS, QUESTIONS_TITLE, Card
from companion.coaching.visit.sheet import TITLE

LOINC = "http://loinc.org"
REFERRAL_NOTE = "57133-1"  # Referral note
LANGUAGE = "en-GB"


def bundle(card: Card, when: datetime) -> str:
    """The document as JSON text. `when` carries a time zone."""
    from fhir.resources.R4B.bundle import Bundle

    patient, answers = f"urn:uuid:{uuid4()}", f"urn:uuid:{uuid4()}"
    stamp = when.isoformat(timespec="seconds")
    entries = [
        _entry(f"urn:uuid:{uuid4()}", _composition(card, patient, answers, stamp)),
        _entry(patient, {"resourceType": "Patient", "text": _narrative("<p>No name given.</p>")}),
        _entry(answers, _response(card, patient, stamp)),
    ]
    document = {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid4()}"},
        "timestamp": stamp,
        "entry": entries,
    }
    text = Bundle.parse_obj(document).json(indent=2)
    return (text.decode() if isinstance(text, bytes) else text) + "\n"


def _entry(url: str, resource: dict[str, Any]) -> dict[str, Any]:
    return {"fullUrl": url, "resource": resource}


def _composition(card: Card, patient: str, answers: str, stamp: str) -> dict[str, Any]:
    section = {"title": TITLE, "text": _narrative(_table(card)), "entry": [{"reference": answers}]}
    return {
        "resourceType": "Composition",
        "language": LANGUAGE,
        "text": _narrative(_table(card)),
        "status": "preliminary",
        "type": {"coding": [{"system": LOINC, "code": REFERRAL_NOTE}], "text": TITLE},
        "subject": {"reference": patient},
        "date": stamp,
        "author": [{"reference": patient, "display": "The person, with a computer program"}],
        "title": TITLE,
        "section": [section],
    }


def _response(card: Card, patient: str, stamp: str) -> dict[str, Any]:
    items = [
        {"linkId": key, "text": title, "answer": [{"valueString": text}]} for key, title, text in card.rows
    ]
    asked = [{"valueString": question} for question in card.questions]
    if asked:
        items.append({"linkId": QUESTIONS, "text": QUESTIONS_TITLE, "answer": asked})
    return {
        "resourceType": "QuestionnaireResponse",
        "language": LANGUAGE,
        "text": _narrative(_table(card)),
        "status": "completed",
        "subject": {"reference": patient},
        "authored": stamp,
        "author": {"reference": patient},
        "source": {"reference": patient},
        "item": items,
    }


def _table(card: Card) -> str:
    rows = [(title, text) for _, title, text in card.rows]
    rows += [(QUESTIONS_TITLE, question) for question in card.questions]
    return "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in rows) + "</dl>"


def _narrative(body: str) -> dict[str, str]:
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{body}</div>'}
