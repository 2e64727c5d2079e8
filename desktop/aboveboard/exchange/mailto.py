"""A letter as a `mailto:` link (RFC 6068), for the mail program that the system has."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from aboveboard.guides.clean import clean, one_line

# Windows passes about 2,080 characters on, some mail programs fewer; below this every one tried took it whole.
MOST = 1900


@dataclass(frozen=True)
class Link:
    """`whole`: is the letter in it? Else it is too long for a link, and goes by the clipboard."""

    url: str
    whole: bool

    @property
    def said(self) -> str:
        """What to tell the person."""
        if self.whole:
            return "Opened in your mail program."
        return "Opened in your mail program. The letter is too long for a link: it is on the clipboard, paste it there."


def link(to: str, subject: str, body: str, *, most: int = MOST) -> Link:
    """The link to one address (may be ""). Blanks are %20, line ends %0D%0A, every sign that means something in a link
    is encoded; where it would be longer than `most` characters the body is left out."""
    start = f"mailto:{quote(one_line(to), safe='@')}?subject={_encoded(one_line(subject))}"
    url = f"{start}&body={_encoded(clean(body))}"
    return Link(url, True) if len(url) <= most else Link(start, False)


def _encoded(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")
