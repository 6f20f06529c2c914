"""A note as an e-mail: a .eml file for a mail program, or sent over SMTP with TLS."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from pathlib import Path

from companion.coaching.passing.adapter import PassingError, stamp
from companion.coaching.visit.folder import Folder
from companion.errors import CompanionError

SUBJECT = "A person asks to talk to someone"
SECONDS = 15
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Mail:
    """Without a `server` ("host" or "host:port") each note becomes a .eml file in `folder`."""

    to: str
    sender: str
    folder: Path
    server: str | None = None
    user: str | None = None
    password: str | None = None

    def send(self, note: str) -> str:
        """Where it went: the address, or the path of the file."""
        message = EmailMessage(policy=SMTP)
        message["Subject"], message["To"], message["From"] = SUBJECT, self.to, self.sender
        message["Date"] = format_datetime(localtime())
        message.set_content(note)
        return self._post(message) if self.server else self._file(message)

    def _file(self, message: EmailMessage) -> str:
        try:
            return Folder(self.folder).write(f"{stamp()}.eml", message.as_string())
        except CompanionError as error:
            raise PassingError(error.where, error.what, "check the folder of the hand-off") from error

    def _post(self, message: EmailMessage) -> str:
        host, _, port = (self.server or "").partition(":")
        try:
            with smtplib.SMTP(host, int(port or 587), timeout=SECONDS) as smtp:
                if host not in _LOOPBACK:  # a note about someone's health never travels in the clear
                    smtp.starttls(context=ssl.create_default_context())
                if self.user and self.password:
                    smtp.login(self.user, self.password)
                smtp.send_message(message)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise PassingError(
                "handoff.server", f"did not take the e-mail: {error}", "check server and address"
            ) from error
        return self.to
