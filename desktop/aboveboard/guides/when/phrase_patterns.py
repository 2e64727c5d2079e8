"""The patterns of days relative to now, by the word with which they begin; what each means stands in `phrases`."""

from __future__ import annotations

from aboveboard.guides.when.days import PART, YEAR
from aboveboard.guides.when.words import MONTH, SPACE, WEEKDAY

_THE = rf"(?:the{SPACE}|der{SPACE}|des{SPACE}|dieses{SPACE}|dieser{SPACE})?"
_PERIOD = (
    rf"(?P<which>this|the|next|the{SPACE}next|the{SPACE}coming|this{SPACE}coming|the{SPACE}current|our|"
    rf"last|the{SPACE}last|the{SPACE}previous"
    rf"|der|des|dieser|dieses|nächster|nächsten)?(?:{SPACE})?"
    r"(?P<period>(?:working )?week|month|quarter|year|woche|monats|monat|quartals|jahres)\b"
    rf"(?P<gone>{SPACE}(?:before{SPACE}last|ago))?(?P<then>{SPACE}(?:after{SPACE}next|after{SPACE}that))?"
)
_BUSINESS = rf"(?:{_THE}(?:working{SPACE}|business{SPACE}|work{SPACE})?(?:day|business|play)\b)"

RULES: dict[str, list[tuple[str, str]]] = {
    "today": [("today", rf"today\b(?!['’]s){PART}")],
    "heute": [("today", rf"heute\b{PART}")],
    "later": [("today", rf"later{SPACE}(?:today|(?:this{SPACE})(?P<part>morning|afternoon|evening))\b")],
    "tonight": [("tonight", r"tonight\b(?!['’]s)")],
    "tomorrow": [("tomorrow", rf"tomorrow\b(?!['’]s){PART}")],
    "morgen": [("tomorrow", rf"morgen\b{PART}")],
    "tmrw": [("tomorrow", rf"tmrw\b{PART}")],
    "übermorgen": [("after_tomorrow", rf"übermorgen\b{PART}")],
    "day": [
        ("after_tomorrow", rf"day{SPACE}after{SPACE}tomorrow\b{PART}"),
        ("gone", rf"day{SPACE}before{SPACE}(?:yesterday|last|that)\b"),
    ],
    "this": [
        ("this_weekday", rf"this{SPACE}(?:coming{SPACE}|very{SPACE})?{WEEKDAY}\.?{PART}(?!['’]s)"),
        ("this_part", rf"this{SPACE}(?P<part>morning|afternoon|evening|lunchtime)\b(?!['’]s)"),
        ("weekend", rf"this{SPACE}(?:coming{SPACE})?weekend\b"),
        ("period", _PERIOD),
    ],
    "next": [
        ("next_weekday", rf"next{SPACE}{WEEKDAY}\.?{PART}(?!['’]s)"),
        ("working_day", rf"next{SPACE}(?:working|business|work){SPACE}day\b{PART}"),
        ("weekend", rf"(?P<next>next){SPACE}weekend\b"),
        ("next_month", rf"next{SPACE}{MONTH}"),
        ("week_weekday", rf"next{SPACE}week,?{SPACE}(?:on{SPACE})?{WEEKDAY}{PART}"),
        ("period", _PERIOD),
    ],
    "coming": [("this_weekday", rf"coming{SPACE}{WEEKDAY}{PART}(?!['’]s)")],
    "kommenden": [("this_weekday", rf"kommenden{SPACE}{WEEKDAY}{PART}")],
    "nächsten": [("next_weekday", rf"nächsten{SPACE}{WEEKDAY}{PART}")],
    "diesen": [("this_weekday", rf"diesen{SPACE}{WEEKDAY}{PART}")],
    "last": [
        ("last_working", rf"last{SPACE}(?P<work>(?:working|business){SPACE})?day{SPACE}(?:of|in){SPACE}{_PERIOD}"),
        (
            "last_working",
            rf"last{SPACE}(?P<work>(?:working|business){SPACE})?day{SPACE}(?:of|in){SPACE}{MONTH}(?:{SPACE}{YEAR})?",
        ),
        (
            "nth_weekday",
            rf"(?P<nth>last){SPACE}{WEEKDAY}{SPACE}(?:of|in){SPACE}(?:{_PERIOD}|{MONTH}(?:{SPACE}{YEAR})?)",
        ),
        ("gone_weekday", rf"last{SPACE}{WEEKDAY}\b"),
        ("gone", rf"last{SPACE}(?:night|week|month|quarter|year|time|weekend|{MONTH})\b"),
    ],
    "previous": [("gone", rf"previous{SPACE}(?:day|night|week|month|quarter|year|{WEEKDAY})\b")],
    "yesterday": [("yesterday", rf"yesterday\b{PART}")],
    "gestern": [("yesterday", rf"gestern\b{PART}")],
    "vorgestern": [("gone", r"vorgestern\b")],
    "letzten": [("gone_weekday", rf"letzten{SPACE}{WEEKDAY}\b")],
    "letzte": [("gone", rf"letzte{SPACE}woche\b")],
    "end": [
        ("eod", rf"end{SPACE}of{SPACE}{_BUSINESS}"),
        ("period_end", rf"end{SPACE}(?:of{SPACE})?{_PERIOD}"),
        ("month_end", rf"end{SPACE}(?:of{SPACE})?{MONTH}(?:{SPACE}{YEAR})?"),
        ("quarter", rf"end{SPACE}of{SPACE}q(?P<q>[1-4])(?:{SPACE}{YEAR})?\b"),
        ("year_end", rf"end{SPACE}of{SPACE}{YEAR}"),
        ("month_gone", rf"end{SPACE}of{SPACE}(?:the{SPACE})?(?:previous|past){SPACE}\w+"),
    ],
    "ende": [
        ("period_end", rf"ende{SPACE}{_PERIOD}"),
        ("month_end", rf"ende{SPACE}{MONTH}(?:{SPACE}{YEAR})?"),
    ],
    "month": [("period_end", r"(?P<period>month)[ -]?end\b")],
    "monatsende": [("period_end", r"(?P<period>monats)ende\b")],
    "jahresende": [("period_end", r"(?P<period>jahres)ende\b")],
    "quarter": [("period_end", r"(?P<period>quarter)[ -]end\b")],
    "year": [("period_end", r"(?P<period>year)[ -]?end\b")],
    "eod": [("eod", r"eod\b")],
    "cob": [("eod", r"cob\b")],
    "eob": [("eod", r"eob\b")],
    "close": [("eod", rf"close{SPACE}of{SPACE}{_BUSINESS}")],
    "eow": [("period_end", r"(?P<period>)eow\b")],
    "eom": [("period_end", r"(?P<period>)eom\b")],
    "eoq": [("period_end", r"(?P<period>)eoq\b")],
    "eoy": [("period_end", r"(?P<period>)eoy\b")],
    "weekend": [("weekend", r"weekend\b(?!['’])")],
    "week": [("iso_week", r"week (?P<week>\d{1,2})\b")],
    "kw": [("iso_week", r"kw ?(?P<week>\d{1,2})\b")],
    "start": [("month_start", rf"start{SPACE}(?:of{SPACE})(?:{MONTH}(?:{SPACE}{YEAR})?|{_PERIOD})")],
    "beginning": [("month_start", rf"beginning{SPACE}(?:of{SPACE})(?:{MONTH}(?:{SPACE}{YEAR})?|{_PERIOD})")],
    "anfang": [("month_start", rf"anfang{SPACE}{MONTH}(?:{SPACE}{YEAR})?")],
    "mid": [("month_middle", rf"mid[- ]{MONTH}(?:{SPACE}{YEAR})?"), ("gone", rf"mid[- ](?:week|month|{WEEKDAY})")],
    "middle": [
        ("month_middle", rf"middle{SPACE}of{SPACE}{MONTH}(?:{SPACE}{YEAR})?"),
        ("gone", rf"middle{SPACE}of{SPACE}{_PERIOD}"),
    ],
    "early": [("gone", rf"early{SPACE}(?:in{SPACE})?(?:{MONTH}|next{SPACE}(?:week|month|year))")],
    "late": [("gone", rf"late{SPACE}(?:in{SPACE})?(?:{MONTH}|next{SPACE}(?:week|month|year))")],
    "am": [("in_part", r"am (?P<part>Abend|Nachmittag|Vormittag|Morgen)\b")],
    **{
        word: [
            (
                "nth_weekday",
                rf"(?P<nth>{word}){SPACE}{WEEKDAY}{SPACE}(?:of|in){SPACE}(?:{_PERIOD}|{MONTH}(?:{SPACE}{YEAR})?)",
            )
        ]
        for word in ("second", "third", "fourth")
    },
    "first": [
        (
            "nth_weekday",
            rf"(?P<nth>first){SPACE}{WEEKDAY}{SPACE}(?:of|in){SPACE}(?:{_PERIOD}|{MONTH}(?:{SPACE}{YEAR})?)",
        ),
        ("month_start", rf"first{SPACE}(?:day{SPACE})?of{SPACE}(?:{MONTH}(?:{SPACE}{YEAR})?|{_PERIOD})"),
        ("morning_next", rf"first{SPACE}thing{SPACE}in{SPACE}the{SPACE}morning\b"),
        ("first_thing", rf"first{SPACE}thing\b(?!{SPACE}(?:tomorrow|on|this|next|[MTWFSmtwfs]\w+day))"),
    ],
}
ORDINAL_DAY = (
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b(?:{SPACE}of{SPACE}{_PERIOD})?{PART}"
    rf"(?=\s{{0,3}}(?:$|[.,;:!?)\n]|(?:at|and|or|by|but|to|with|if|,)\b|\d{{1,2}}[:.]\d\d|\d{{1,2}} ?[ap]m))"
)
