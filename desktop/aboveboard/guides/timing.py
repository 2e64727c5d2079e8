"""When to tell, in what order, by which channel, and why.

Pure: the same answers and the same `now` give the same advice. Two ideas lead it: the one who knows owes the first
word, and the earliest of several times wins. The client's waking hours (08:00 to 20:00 in their zone) count only while
nothing goes on hurting them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aboveboard.clock import valid_zone
from aboveboard.guides.answers import Answers, is_unknown
from aboveboard.guides.when.calendar import WorkCalendar

WAKES, SLEEPS, MORNING = time(8), time(20), time(8, 30)
HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)

_CANDOR = "AHRQ CANDOR toolkit, module 5"
_SPIKES = "SPIKES"
_UPDATES = "PagerDuty incident response; Statuspage"


@dataclass(frozen=True)
class Advice:
    """One thing to do.

    `by`: aware, in the writer's zone; `by_client`: the same moment in the client's. `channel`: call, message, email, or
    "" where nobody is spoken to. `source`: who says so.
    """

    id: str
    what: str
    by: datetime
    by_client: datetime
    channel: str
    why: str
    source: str


def advise(answers: Answers, *, now: datetime | None = None, calendar: WorkCalendar | None = None) -> list[Advice]:
    """What to do, the most pressing first.

    `now`: aware; else the answers' own. `calendar`: the writer's working days and hours, else Monday to Friday, nine to
    five. Answers that are missing never stop the advice.
    """
    moment = now or answers.timing.now
    if moment is None:
        raise ValueError("the advice needs a present moment")
    return _Advisor(answers, moment, calendar or WorkCalendar()).all()


def as_promised(advice: Sequence[Advice], promised: Iterable[datetime], now: datetime) -> list[Advice]:
    """The advice where a word was promised for the times `promised` (aware): the first call is due at the next of
    these, where that is earlier than what the rule would allow."""
    coming = min((due for due in promised if due > now), default=None)
    out = []
    for one in advice:
        if one.channel == "call" and coming is not None and coming < one.by:
            here, there = coming.astimezone(one.by.tzinfo), coming.astimezone(one.by_client.tzinfo)
            one = replace(one, by=here, by_client=there, why=f"You promised it for then. {one.why}")
            coming = None
        out.append(one)
    return sorted(out, key=lambda one: one.by)


def suggest(answers: Answers, *, now: datetime, calendar: WorkCalendar | None = None) -> dict[str, datetime]:
    """Times to offer for the questions `call_first`, `call_second` and `next_update`, in the client's zone."""
    return _Advisor(answers, now, calendar or WorkCalendar()).times()


class _Advisor:
    def __init__(self, answers: Answers, now: datetime, calendar: WorkCalendar) -> None:
        self.answers, self.timing, self.calendar = answers, answers.timing, calendar
        self.writer = _zone(answers.writer.zone or answers.client.zone)
        self.client = _zone(answers.client.zone or answers.writer.zone)
        self.now = now.astimezone(self.writer)
        # A time of noticing that lies ahead is a slip of the pen: nothing was noticed later than now.
        self.noticed = min(self.timing.noticed or now, now).astimezone(self.writer)
        self.urgent = bool(self.timing.harm_continues or self.timing.client_must_act)
        self.heated = answers.client.temper == "furious" or bool(answers.client.knows)
        self.call, self.because, self.source = self._call()

    def all(self) -> list[Advice]:
        made = [
            self._evidence(),
            self._ready(),
            self._speak(),
            self._message(),
            self._letter(),
            self._incomplete(),
            self._two_times(),
            *self._law(),
            *self._contract(),
            *self._updates(),
        ]
        listed = [advice for advice in made if advice is not None]
        return sorted(listed, key=lambda advice: advice.by)  # of the same moment, in the order above

    # --- when to call -----------------------------------------------------------------------------------------------

    def _call(self) -> tuple[datetime, str, str]:
        """By when to call, why then, and who says so."""
        by, why, source = self._by_the_clock()
        if self.timing.contract_notice_hours is not None:
            agreed = max(self.now, self.noticed + timedelta(hours=self.timing.contract_notice_hours))
            if agreed < by:
                return agreed, "Your contract sets a shorter time than anything else: it wins.", "your contract"
        return by, why, source

    def _by_the_clock(self) -> tuple[datetime, str, str]:
        if self.timing.harm_continues:
            return self.now, "The harm goes on. Each minute costs your client more than waking them does.", _CANDOR
        if self.urgent:
            return (
                self.now,
                "Your client has to do something, and cannot before they know.",
                _CANDOR,
            )
        latest = self.noticed + DAY
        if latest <= self.now:
            return (
                self.now,
                f"You have known for {_span(self.now - self.noticed)}. Do not let it become longer.",
                _CANDOR,
            )
        if not self._awake():
            morning = min(self._next(MORNING), latest)
            why = "Nothing gets worse overnight, and nobody listens well at night. First thing in their morning."
            return self._here(morning), why, _CANDOR
        end = min(self._end_of_day(), latest)
        if self.heated:
            soon = min(self.now + HOUR, end)
            return (
                soon,
                "They know, or they are upset: a voice, and soon. A long email into a quarrel is not read.",
                _SPIKES,
            )
        return (
            end,
            "The same working day. Waiting until tempers cool is the second injury.",
            f"{_CANDOR}; GDPR Art. 33(2)",
        )

    def _awake(self) -> bool:
        return WAKES <= self.now.astimezone(self.client).time() < SLEEPS

    def _next(self, hour: time) -> datetime:
        """The next such hour in the client's zone."""
        local = self.now.astimezone(self.client)
        day = local.date() if local.time() < hour else local.date() + timedelta(days=1)
        return datetime.combine(day, hour, self.client)

    def _end_of_day(self) -> datetime:
        """The end of the writer's working day, or of the client's waking one where that is sooner or work is over."""
        sleeps = datetime.combine(self.now.astimezone(self.client).date(), SLEEPS, self.client)
        ends = datetime.combine(self.now.date(), self.calendar.ends, self.writer)
        if self.calendar.works(self.now.date()) and self.now < ends:
            return self._here(min(ends, sleeps))
        return self._here(sleeps)

    # --- each advice ------------------------------------------------------------------------------------------------

    def _evidence(self) -> Advice:
        return self._advice(
            "keep-evidence",
            "Before you repair or restore anything: export the logs, copy what is there, write down who had access.",
            self.now,
            "",
            "A restore writes over the traces.",
            "NIST SP 800-61",
        )

    def _ready(self) -> Advice | None:
        state = self.answers.writer.state
        if state not in ("tired", "angry"):
            return None
        by = self.now if self.urgent else min(self.now + HOUR / 2, self.call)
        return self._advice(
            "ready-first",
            "Fill in the questions, then read the call script aloud once. Half an hour at most, less if it is urgent.",
            by,
            "",
            f"You are {state}. What is written down first comes out fair.",
            _SPIKES,
        )

    def _speak(self) -> Advice:
        when = "now" if self.call <= self.now else "today" if self._today(self.call) else "in the morning"
        return self._advice("call", f"Call {self._whom()} {when}.", self.call, "call", self.because, self.source)

    def _message(self) -> Advice:
        return self._advice(
            "call-me",
            "If nobody answers, send the short message “please call me”.",
            self.call + (HOUR / 4 if self.urgent else HOUR / 2),
            "message",
            "A missed call without a word says nothing; the short message says that it matters.",
            _CANDOR,
        )

    def _letter(self) -> Advice:
        prepared = not self.urgent and not self._awake()
        if prepared:
            return self._advice(
                "prepare-email",
                "Prepare the email now. Send it within an hour of the call.",
                self.now + HOUR,
                "",
                "Written tonight, read again in the morning, sent after the call.",
                _CANDOR,
            )
        after = self.heated and not self.urgent
        unless = " After the call, not before it." if after else " If you reach nobody, send it all the same."
        return self._advice(
            "email",
            f"Send the email. It repeats what you said.{unless}",
            self.call + HOUR,
            "email",
            "Bad news is heard in pieces; in writing it can be read again and passed on.",
            f"{_SPIKES}; {_CANDOR}",
        )

    def _incomplete(self) -> Advice | None:
        if not any(is_unknown(value) for value in self.answers.answers.values()):
            return None
        return self._advice(
            "first-word",
            "Do not wait for the missing facts. Say what you know, suspect and do not know, and when you write again.",
            self.call,
            "call",
            "What is still missing may follow in parts.",
            "GDPR Art. 33(4)",
        )

    def _two_times(self) -> Advice | None:
        if not self.heated:
            return None
        return self._advice(
            "two-times",
            "Offer two times to talk, both within 24 hours.",
            self.call,
            "call",
            "Whoever is upset should not have to arrange the meeting as well.",
            _SPIKES,
        )

    def _law(self) -> list[Advice]:
        if not self.timing.personal_data:
            return []
        if self.timing.role == "controller":
            return [
                self._advice(
                    "authority",
                    "Report it to the data protection authority, in parts where facts are missing.",
                    self.noticed + timedelta(hours=72),
                    "",
                    f"The 72 hours began when you noticed, {_span(self.now - self.noticed)} ago.",
                    "GDPR Art. 33(1), 33(4)",
                )
            ]
        if self.timing.role == "none":
            return []
        return [
            self._advice(
                "processor-notice",
                "Tell your client that personal data is involved, in the same call.",
                self.call,
                "call",
                f"Without undue delay: you noticed {_span(self.now - self.noticed)} ago.",
                "GDPR Art. 33(2)",
            ),
            self._advice(
                "client-72-hours",
                "Your client's own 72 hours end, counted from the call. Before that, give them what they need.",
                self.call + timedelta(hours=72),
                "email",
                "Once they know, they may have to report it to the authority.",
                "GDPR Art. 33(1), 33(3)",
            ),
        ]

    def _contract(self) -> list[Advice]:
        hours = self.timing.contract_notice_hours
        if hours is None:
            return []
        return [
            self._advice(
                "contract",
                f"Your contract asks for notice within {hours:g} hours of noticing: by the call, and in writing.",
                self.noticed + timedelta(hours=hours),
                "email",
                "The shortest of the times that bind you is the one that counts.",
                "your contract",
            )
        ]

    def _updates(self) -> list[Advice]:
        if self.timing.harm_continues:
            every = "While the harm goes on: a word every four working hours, even without news."
            next_word = self._work_hours_after(self.call, 4)
        else:
            every = "Write again within a day, and daily until the facts are settled; then at each promise."
            next_word = self.call + DAY
        told = self.call.astimezone(self.writer).date()
        report = datetime.combine(self.calendar.after(told, 10), self.calendar.ends, self.writer)
        return [
            self._advice(
                "next-update", every, next_word, "email", "Silence after bad news is filled with worse.", _UPDATES
            ),
            self._advice(
                "report",
                "Send the report: what happened, what it meant, what was done, what changes.",
                report,
                "email",
                "Within ten working days the matter gets an end that can be kept.",
                f"GDPR Art. 33(5); {_UPDATES}",
            ),
        ]

    # --- times ------------------------------------------------------------------------------------------------------

    def times(self) -> dict[str, datetime]:
        """Two calls within a day of each other, and the next word after the first."""
        first = _quarter(max(self.call if not self._tight() else self.now, self.now + HOUR / 2))
        second = first + 3 * HOUR
        if not WAKES <= second.astimezone(self.client).time() <= time(18):
            day = first.astimezone(self.client).date()
            later = first.astimezone(self.client).time() > time(9, 30)
            second = datetime.combine(day + timedelta(days=1) if later else day, time(9, 30), self.client)
        word = self._work_hours_after(first, 4) if self.timing.harm_continues else first + 5 * HOUR
        local = word.astimezone(self.client)
        if not self.timing.harm_continues and local.time() > time(21):
            word = datetime.combine(local.date(), time(21), self.client)
        found = {"call_first": first, "call_second": second, "next_update": max(word, first + HOUR)}
        return {name: moment.astimezone(self.client) for name, moment in found.items()}

    def _tight(self) -> bool:
        """Is the latest moment to call not one to aim for? At the end of a day one calls well before it."""
        return self._awake() or self.urgent

    def _work_hours_after(self, moment: datetime, hours: float) -> datetime:
        """So many of the writer's working hours later."""
        left, here = timedelta(hours=hours), moment.astimezone(self.writer)
        for _ in range(400):
            day: date = here.date()
            begins = datetime.combine(day, self.calendar.begins, self.writer)
            ends = datetime.combine(day, self.calendar.ends, self.writer)
            here = max(here, begins)
            if self.calendar.works(day) and here < ends:
                if ends - here >= left:
                    return here + left
                left -= ends - here
            here = datetime.combine(day + timedelta(days=1), time(0), self.writer)
        return moment + timedelta(hours=hours)

    def _today(self, moment: datetime) -> bool:
        return moment.astimezone(self.client).date() == self.now.astimezone(self.client).date()

    def _whom(self) -> str:
        return self.answers.client.contact or self.answers.client.name or "your client"

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self.writer)

    def _advice(self, id: str, what: str, by: datetime, channel: str, why: str, source: str) -> Advice:
        by = by.replace(microsecond=0)
        made = Advice(id, what, by, by, channel, why, source)
        return replace(made, by=by.astimezone(self.writer), by_client=by.astimezone(self.client))


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name if name and valid_zone(name) else "UTC")


def _span(length: timedelta) -> str:
    """ "2 h 10 min", "3 days"."""
    minutes = int(length.total_seconds() // 60)
    if minutes >= 48 * 60:
        return f"{minutes // (24 * 60)} days"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def _quarter(moment: datetime) -> datetime:
    """The next quarter of an hour, `moment` itself where it is one."""
    over = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment - over + timedelta(minutes=15) if over else moment
