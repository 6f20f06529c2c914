"""Reads content/sources.yml: every publication the entries rest on, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from companion.content.draft import Draft
from companion.content.entry import Problem, Source
from companion.content.yaml_lines import ID, compose, pairs, text_lines

SOURCE_KEYS = ("organisation", "title", "year", "url", "licence", "read")


def read_sources(root: Path) -> tuple[dict[str, Source], dict[str, int], list[Problem]]:
    """Sources by id, the line of each, and every format problem of content/sources.yml."""
    path = root / "content" / "sources.yml"
    draft = Draft(path.relative_to(root).as_posix())
    if not path.is_file():
        draft.problem(1, "the file is missing", "write it, or restore it from git")
        return {}, {}, draft.problems
    sources: dict[str, Source] = {}
    where: dict[str, int] = {}
    for id_, line, values in _source_nodes("\n".join(text_lines(path, draft)), draft):
        if id_ in sources:
            draft.problem(line, f'source "{id_}" is there twice', "keep one of the two")
        missing = [key for key in SOURCE_KEYS if not values.get(key)]
        unknown = sorted(set(values) - set(SOURCE_KEYS))
        if missing or unknown or not re.fullmatch(r"\d{4}", values.get("year", "")):
            faults = [f'"{key}" is missing' for key in missing]
            faults += [f'"{key}" is not a known key' for key in unknown]
            fault = ", ".join(faults) or '"year" is not a year'
            fix = "a source has " + ", ".join(SOURCE_KEYS)
            draft.problem(line, f'source "{id_}": {fault}', fix)
            continue
        where[id_] = line
        sources[id_] = Source(
            id_,
            values["organisation"],
            values["title"],
            int(values["year"]),
            values["url"],
            values["licence"],
            values["read"],
        )
    return sources, where, draft.problems


def _source_nodes(text: str, draft: Draft) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Id, line and values of each source."""
    node = compose(text, draft)
    if not isinstance(node, yaml.MappingNode):
        if not draft.problems:
            draft.problem(1, "there are no sources", "write `id:` and its keys below it")
        return
    for id_, line, value in pairs(node, draft):
        if not ID.fullmatch(id_):
            draft.problem(line, f'"{id_}" is not an id', "use small letters, digits and hyphens")
        if not isinstance(value, yaml.MappingNode):
            draft.problem(line, f'source "{id_}" has no keys', "see the sources around it")
            continue
        values = {
            key: item.value.strip() if isinstance(item, yaml.ScalarNode) else ""
            for key, _, item in pairs(value, draft)
        }
        yield id_, line, values
