"""A letter as an unsent mail (.eml) that mail programs open as a draft of their own.

Headers are written here and not by the library's folding, so that what they hold is certain: ASCII only, encoded words
of at most 75 characters (RFC 2047), and no header of anyone else's making.
"""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from aboveboard.errors import Trouble
from aboveboard.guides.clean import clean, one_line
from aboveboard.guides.letter_html import document

if TYPE_CHECKING:
    from aboveboard.guides.answers import Writer
    from aboveboard.guides.drafting import Draft

_MOST_WORD = 67  # of the 75 allowed: so that the first one fits behind "Subject: " on its line
_LONG = 200  # letters of an ASCII name that may stay on one line
_MOST_LINE = 76
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def draft(
    *,
    sender: tuple[str, str],
    to: tuple[str, str],
    subject: str,
    text: str,
    language: str = "en",
    date: datetime | None = None,
) -> bytes:
    """The bytes of the file. `sender`, `to`: (name, address), the address "" where there is none and the header is left
    out. `text`: the letter; its HTML is made from it. `date`: aware. `Trouble` for an address that is none."""
    headers = [("X-Unsent", ["1"])]
    if sender[1]:
        headers.append(("From", _mailbox(*sender, field="writer.email")))
    if to[1]:
        headers.append(("To", _mailbox(*to, field="client.email")))
    headers.append(("Subject", _words(one_line(subject))))
    if date is not None:
        headers.append(("Date", [format_datetime(date)]))
    written = "".join(_header(name, parts) for name, parts in headers)
    return written.encode("ascii") + _body(clean(text), language)


def unsent(made: Draft, writer: Writer, date: datetime | None = None, language: str = "en") -> bytes:
    """The same of a drafted letter. `Trouble` for an address that is none."""
    return draft(
        sender=(writer.name, writer.email),
        to=made.recipient,
        subject=made.subject,
        text=made.text,
        language=language,
        date=date,
    )


def _body(text: str, language: str) -> bytes:
    """MIME headers and body: the text, and the same as HTML."""
    message = EmailMessage(policy=SMTP)
    message.set_content(text.rstrip("\n") + "\n", charset="utf-8", cte="quoted-printable")
    message.add_alternative(document(text, language), subtype="html", charset="utf-8", cte="quoted-printable")
    # The same letter gives the same bytes; the boundary holds "=_", which quoted-printable never writes.
    message.set_boundary(f"=_{sha256(text.encode()).hexdigest()[:32]}")
    return message.as_bytes()


def _mailbox(name: str, address: str, *, field: str) -> list[str]:
    """The pieces of one mailbox, between which a header may be folded."""
    name, address = one_line(name), address.strip()
    try:
        local, _, domain = address.rpartition("@")
        plain = f"{local}@{domain.encode('idna').decode('ascii')}" if local and not domain.isascii() else address
    except UnicodeError:
        plain = ""
    if not _ADDRESS.fullmatch(plain):
        raise Trouble(f"“{one_line(address)[:60]}” is not an email address. Nothing was written; mend it first.", field)
    if not name:
        return [plain]
    return [*_phrase(name), f"<{plain}>"]


def _phrase(name: str) -> list[str]:
    if not name.isascii() or "=?" in name or len(name) > _LONG:
        return _encoded(name)
    if _ATOM.fullmatch(name):
        return name.split(" ")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return [f'"{quoted}"']


def _words(text: str) -> list[str]:
    if text.isascii() and "=?" not in text and all(len(word) < 60 for word in text.split(" ")):
        return text.split(" ")
    return _encoded(text)


def _encoded(text: str) -> list[str]:
    """The text as encoded words, none divided inside a character."""
    room = (_MOST_WORD - len("=?utf-8?b??=")) // 4 * 3
    pieces, piece = [], b""
    for character in text:
        more = character.encode("utf-8")
        if len(piece) + len(more) > room:
            pieces.append(piece)
            piece = b""
        piece += more
    pieces.append(piece)
    return [f"=?utf-8?b?{b64encode(part).decode('ascii')}?=" for part in pieces if part]


def _header(name: str, parts: list[str]) -> str:
    line, lines = f"{name}:", []
    for part in parts:
        if len(line) + 1 + len(part) > _MOST_LINE and line.strip() != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {part}"
    return "\r\n".join([*lines, line]) + "\r\n"
