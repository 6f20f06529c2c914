"""Where a hand-off goes: [handoff] in companion.toml, or COMPANION_HANDOFF_... in the environment.

[handoff]
adapter = "print"            # print, file, webhook or email
receiver = "the dental team" # how the companion calls who gets it
folder = "handoffs"          # file, and email without a server
url = "https://..."          # webhook
to = "team@example.org"      # email
sender = "companion@example.org"
server = "mail.example.org:587"
user = "companion"           # the password is read from COMPANION_HANDOFF_PASSWORD only
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from companion.coaching.passing.adapter import Adapter, File, PassingError, Print
from companion.coaching.passing.mail import Mail
from companion.coaching.passing.webhook import Webhook

FILE = "companion.toml"
ADAPTERS = ("print", "file", "webhook", "email")
_ENV = "COMPANION_HANDOFF"


@dataclass(frozen=True)
class Settings:
    """The keys of [handoff]."""

    adapter: str = "print"
    receiver: str = "the dental team"
    folder: str = "handoffs"
    url: str = ""
    to: str = ""
    sender: str = "companion@localhost"
    server: str = ""
    user: str = ""


def settings(root: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The file's settings, with the environment's on top. Raises PassingError for an unknown key."""
    row = _file(root / FILE)
    names = {field.name for field in fields(Settings)}
    unknown = set(row) - names
    if unknown:
        raise PassingError(
            FILE,
            f"[handoff] does not know {', '.join(sorted(unknown))}",
            f"the keys are {', '.join(sorted(names))}",
        )
    for name in names:
        key = _ENV if name == "adapter" else f"{_ENV}_{name.upper()}"
        if environ.get(key):
            row[name] = environ[key]
    if row.get("adapter", "print") not in ADAPTERS:
        raise PassingError(
            FILE, f'there is no adapter "{row["adapter"]}"', f"choose one of {', '.join(ADAPTERS)}"
        )
    return Settings(**row)


def adapter(chosen: Settings, environ: Mapping[str, str] = os.environ) -> Adapter:
    """The way that was chosen. Raises PassingError when it lacks an address."""
    if chosen.adapter == "file":
        return File(Path(chosen.folder))
    if chosen.adapter == "webhook":
        return Webhook(chosen.url)
    if chosen.adapter == "email":
        if "@" not in chosen.to:
            raise PassingError(FILE, "the e-mail hand-off has no address", 'add to = "..." below [handoff]')
        password = environ.get(f"{_ENV}_PASSWORD")
        return Mail(
            chosen.to,
            chosen.sender,
            Path(chosen.folder),
            chosen.server or None,
            chosen.user or None,
            password,
        )
    return Print()


def _file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    import tomli

    try:
        table = tomli.loads(path.read_text(encoding="utf-8")).get("handoff", {})
    except (tomli.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise PassingError(str(path), f"cannot be read: {error}", "mend the line it names") from error
    return {str(key): str(value) for key, value in table.items()}
