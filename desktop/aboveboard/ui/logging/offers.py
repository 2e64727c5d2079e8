"""The promises found in a note while it is being written, and what the person said about each. No Qt in here.

The finder reads the whole text anew after every change; a tick, a chosen reading or a changed date must outlive that.
An offer is therefore known by its quote and how often the same quote came before, and, where the quote itself was
edited, by its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Offer:
    """One promise offered. `ticked` None: the person has not said; `chosen`: the reading taken of an ambiguous date;
    `changed`: a due time that the person gave in words, with the words. `start`, `end`: code points of the note."""

    quote: str
    start: int
    end: int
    words: str
    by: str
    due: datetime | None
    options: tuple[datetime, ...]
    precision: str
    zone: str
    ambiguous: bool
    conditional: bool
    nth: int = 0
    ticked: bool | None = None
    chosen: datetime | None = None
    changed: datetime | None = None
    changed_precision: str = "minute"
    changed_words: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return self.quote, self.nth

    @property
    def asks(self) -> bool:
        """Its date has several readings and none was chosen yet."""
        return self.ambiguous and self.chosen is None and self.changed is None

    @property
    def due_now(self) -> datetime | None:
        """The due time it would be saved with; None while it is asked or where there is none."""
        if self.changed is not None:
            return self.changed
        if self.ambiguous:
            return self.chosen
        return self.due

    @property
    def precision_now(self) -> str:
        return self.changed_precision if self.changed is not None else self.precision

    @property
    def wanted(self) -> bool:
        """Shown as ticked. What has a date is ticked by itself, a doubtful one too; what is conditional or undated
        is not."""
        if self.ticked is not None:
            return self.ticked
        answered = self.chosen is not None or self.changed is not None
        return answered or ((self.due is not None or self.ambiguous) and not self.conditional)

    @property
    def taken(self) -> bool:
        """Would be saved as it stands: ticked, and its date is not in doubt."""
        return self.wanted and not self.asks


def from_found(found: Iterable[Any]) -> list[Offer]:
    """Offers as the finder gave them (`guides.promises.Promise`), each told apart from its twins."""
    seen: dict[str, int] = {}
    offers = []
    for one in found:
        nth = seen.get(one.quote, 0)
        seen[one.quote] = nth + 1
        offers.append(
            Offer(
                quote=one.quote, start=one.start, end=one.end, words=one.text, by=one.by, due=one.due,
                options=tuple(one.options), precision=one.precision, zone=one.zone,
                ambiguous=one.ambiguous, conditional=one.conditional, nth=nth,
            )
        )  # fmt: skip
    return offers


def carried(new: Iterable[Offer], old: Iterable[Offer]) -> list[Offer]:
    """The new offers with what the person had said about the old ones. A chosen reading is kept only while it is
    still one."""
    before = {offer.key: offer for offer in old}
    fresh = list(new)
    known = {offer.key for offer in fresh}
    by_place = {offer.start: offer for offer in before.values() if offer.key not in known}
    out = []
    for offer in fresh:
        past = before.get(offer.key) or by_place.get(offer.start)
        if past is None:
            out.append(offer)
            continue
        same_dates = past.options == offer.options
        out.append(
            replace(
                offer,
                ticked=past.ticked,
                chosen=past.chosen if same_dates and past.chosen in offer.options else None,
                changed=past.changed,
                changed_precision=past.changed_precision,
                changed_words=past.changed_words,
            )
        )
    return out


def settled(offers: Iterable[Offer], key: tuple[str, int], **said: Any) -> list[Offer]:
    """The offers with something new said about one of them."""
    return [replace(offer, **said) if offer.key == key else offer for offer in offers]
