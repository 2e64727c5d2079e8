"""What the record's short words are called in the window, and the sentences made of them.

A client's or contact's name is given to these as it shall be painted (`moments.apart`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(words: str, /, **values: object) -> str:
    """`words` in the window's language, with `{name}` places filled."""
    text = QCoreApplication.translate("phrases", words)
    return text.format(**values) if values else text


def first_name(name: str) -> str:
    """How one speaks of a contact: the first word of the name."""
    return name.split()[0] if name.split() else name


def kind(word: str) -> str:
    return {
        "call": tr("Call"),
        "meeting": tr("Meeting"),
        "email": tr("Email"),
        "chat": tr("Chat"),
    }.get(word, word)


def kind_icon(word: str) -> str:
    return "mail" if word in ("email", "chat") else "call"


def talk(kind: str, direction: str, outcome: str, temper: str, name: str) -> str:
    """ "Ada called and was angry.", "You called Ada. No answer."; one line above what was said."""
    theirs = direction == "in"
    if kind == "meeting":
        words, ending = tr("You met {name}", name=name), ""
    elif kind == "email":
        words = tr("{name} wrote to you", name=name) if theirs else tr("You wrote to {name}", name=name)
        ending = ""
    elif kind == "chat":
        words = (
            tr("{name} wrote in the chat", name=name) if theirs else tr("You wrote to {name} in the chat", name=name)
        )
        ending = ""
    else:
        words = tr("{name} called", name=name) if theirs else tr("You called {name}", name=name)
        ending = {
            "no-answer": tr(" You did not answer.") if theirs else tr(" No answer."),
            "left-message": "",
        }.get(outcome, "")
        if outcome == "left-message":
            words = tr("{talk} and left a message", talk=words)
    mood = {"calm": tr("calm"), "tense": tr("tense"), "angry": tr("angry"), "furious": tr("furious")}.get(temper, "")
    if mood and outcome == "reached":
        pattern = tr("{talk} and was {mood}") if theirs else tr("{talk}, who was {mood}")
        words = pattern.format(talk=words, mood=mood)
    return words + "." + ending


def incident_kind(word: str) -> str:
    return {
        "data-loss": tr("Data loss"),
        "breach": tr("Breach"),
        "outage": tr("Outage"),
        "wrong-results": tr("Wrong results"),
        "other": tr("Something else"),
    }.get(word, word)


def severity(word: str) -> str:
    return {
        "low": tr("low"),
        "medium": tr("medium"),
        "high": tr("high"),
        "critical": tr("critical"),
    }.get(word, word)


def standing(word: str) -> str:
    """A fact's standing, as the margin of the fact sheet says it."""
    return {
        "known": tr("Known"),
        "suspected": tr("Suspected"),
        "unknown": tr("Not known"),
        "ruled out": tr("Ruled out"),
    }.get(word, word)


def personal_data(value: bool | None) -> str:
    if value is None:
        return tr("Whether personal data is involved is not yet known.")
    return tr("Personal data is involved.") if value else tr("No personal data is involved.")


def prefers(word: str) -> str:
    return {
        "call": tr("Prefers calls."),
        "meeting": tr("Prefers to meet."),
        "email": tr("Prefers email."),
        "chat": tr("Prefers chat."),
    }.get(word, "")


def manner(technical: bool, formal: bool) -> str:
    words = tr("Technical words are fine.") if technical else tr("Plain words, no computing terms.")
    return words + " " + tr("Formal.") if formal else words


def safeguard(word: str) -> str:
    return {
        "backup": tr("Backup"),
        "restore test": tr("Restore test"),
        "monitoring": tr("Monitoring"),
        "updates": tr("Updates"),
    }.get(word, word[:1].upper() + word[1:])


def lacking(state: str) -> bool:
    """Is this protection missing? Then it is said in the late colour."""
    return state.strip().casefold() in ("", "none", "never", "no", "unknown", "keins", "nie", "keine")


def safeguard_state(state: str) -> str:
    return {"": tr("not said"), "none": tr("none"), "never": tr("never")}.get(state.strip().casefold(), state)


def state_word(state: str) -> str:
    """A promise's state, as its row says it."""
    return {
        "open": tr("open"),
        "late": tr("late"),
        "kept": tr("kept"),
        "kept late": tr("kept late"),
        "partly kept": tr("partly kept"),
        "broken": tr("broken"),
        "released": tr("let go by them"),
    }.get(state, state)


def number(n: int) -> str:
    """Small numbers as words, for sentences."""
    words = (
        tr("No"), tr("One"), tr("Two"), tr("Three"), tr("Four"), tr("Five"), tr("Six"), tr("Seven"), tr("Eight"),
        tr("Nine"), tr("Ten"), tr("Eleven"), tr("Twelve"),
    )  # fmt: skip
    return words[n] if n < len(words) else str(n)
