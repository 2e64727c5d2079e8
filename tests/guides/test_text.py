"""The letter model: what is a sentence, whose, and where in the text it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aboveboard.guides.text import parse, plainly, split_sentences

LETTER = """Subject: Orders deleted

Dear Ms. Ferro,

On Tue. 24 Nov. 2026 at 9.10 a.m. the orders were deleted. It's 3.5 GB, e.g. the '90s list. I'm sorry!
What is gone:
- the orders
- the names,
  with addresses

On 24 Nov Ada wrote:
> Where are they?
> I hope you are well.

Kind regards,
Ines Halvorsen
+49 30 23125 044

P.S. The list follows.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(sentence.kind, sentence.text) for sentence in parse(text).sentences]


def test_a_letter_in_its_parts() -> None:
    document = parse(LETTER)
    assert document.subject is not None
    assert document.subject.text == "Orders deleted"
    assert kinds(LETTER) == [
        ("greeting", "Dear Ms. Ferro,"),
        ("body", "On Tue. 24 Nov. 2026 at 9.10 a.m. the orders were deleted."),
        ("body", "It's 3.5 GB, e.g. the '90s list."),
        ("body", "I'm sorry!"),
        ("body", "What is gone:"),
        ("item", "the orders"),
        ("item", "the names,\n  with addresses"),
        ("quoted", "On 24 Nov Ada wrote:"),
        ("quoted", "> Where are they?"),
        ("quoted", "> I hope you are well."),
        ("signature", "Kind regards,"),
        ("signature", "Ines Halvorsen"),
        ("signature", "+49 30 23125 044"),
        ("body", "P.S. The list follows."),
    ]


def test_places_are_those_of_the_text() -> None:
    document = parse(LETTER.replace("\n", "\r\n"))
    for sentence in document.sentences:
        assert document.text[sentence.start : sentence.end] == sentence.text


def test_contractions_are_written_out_and_lead_back() -> None:
    sentence = parse("It wasn’t  I who'll pay 🙂, you can't.").sentences[0]
    assert sentence.plain == "it was not i who will pay 🙂, you can not."
    for word, own in {"was not": "wasn’t", "will": "'ll", "pay": "pay", "can not": "can't"}.items():
        at = sentence.plain.index(word)
        start, end = sentence.place(at, at + len(word))
        assert sentence.text[start:end] == own


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("At 17.30 we meet. At 18.00 we go.", 2),
        ("No. 5 is gone. I said no. It is so.", 3),
        ("See fig. 3 and J. Smith at shop.example.com. Done.", 2),
        ("Really?! Yes... and no.", 2),
        ('He said "No." Then he left.', 2),
        ("We moved in Nov. The shop is up.", 2),
        ("I will fix it soon 🚀. Then I rest.", 2),
        ("it goes on. and on", 1),
        ("The clients' list isn't 'lost'. It's here.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count, [text[a:b] for a, b in split_sentences(text)]


def test_wrapped_lines_are_one_sentence_and_short_lines_are_not() -> None:
    wrapped = "the orders that your shop took between the end of October and\nthe end of November are gone"
    assert len(split_sentences(wrapped)) == 1
    assert len(split_sentences("The shop is back\nTwo orders are missing")) == 2


def test_a_signature_without_a_closing() -> None:
    assert kinds("Hello Tom,\n\nall is well.\n\nInes Halvorsen\n+49 30 23125 044")[-2:] == [
        ("signature", "Ines Halvorsen"),
        ("signature", "+49 30 23125 044"),
    ]
    assert kinds("Hello Tom,\n\nall is well.\n\nThe plan is ready.")[-1][0] == "body"


def test_a_subject_given_apart_is_not_part_of_the_text() -> None:
    document = parse("Dear Ada,\n\nit is done.", subject="Done")
    assert document.subject is not None
    assert (document.subject.text, document.subject_inside) == ("Done", False)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aA .,:;!?'’\"\n->•1İßﬁ🙂\u200d🇩🇪\r\t()[]{}%n't", max_size=200))
def test_any_text_keeps_its_places(text: str) -> None:
    document = parse(text)
    at = 0
    for sentence in document.sentences:
        assert document.text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= at
        at = sentence.end
        for place in range(len(sentence.plain)):
            start, end = sentence.place(place, place + 1)
            assert sentence.start <= start < end <= sentence.end


def test_plain_form_without_contractions_is_sign_for_sign() -> None:
    assert plainly("Dear Ada")[1] is None
    assert len(plainly("İstanbul")[0]) == len("İstanbul")
