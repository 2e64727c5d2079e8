"""Hand edits are never lost, untouched paragraphs follow, and where both changed a person chooses."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aboveboard.guides.merge import Letter, begin, choose, edited, edits, update

FIRST = [
    ("greeting", "Dear Ada,"),
    ("news", "Orders were deleted."),
    ("backup", "[backup]"),
    ("close", "Kind regards\nInes"),
]


def changed(**new: str) -> list[tuple[str, str]]:
    return [(key, new.get(key, text)) for key, text in FIRST if new.get(key, text)]


def test_an_untouched_letter_is_what_the_answers_make() -> None:
    letter = update(begin(FIRST), changed(backup="There was no backup."))
    assert letter.text == "Dear Ada,\n\nOrders were deleted.\n\nThere was no backup.\n\nKind regards\nInes"
    assert not letter.touched


def test_a_hand_edit_stays_while_the_rest_follows() -> None:
    letter = edited(begin(FIRST), begin(FIRST).text.replace("Orders were deleted.", "I deleted your orders."))
    letter = update(letter, changed(backup="There was no backup."))
    assert letter.text == "Dear Ada,\n\nI deleted your orders.\n\nThere was no backup.\n\nKind regards\nInes"
    assert [p.key for p in letter.pieces if p.by_hand] == ["news"]
    assert letter.questions == []


def test_where_both_changed_both_are_kept_and_one_chooses() -> None:
    mine = edited(begin(FIRST), begin(FIRST).text.replace("Orders were deleted.", "I deleted your orders."))
    asked = update(mine, changed(news="Orders of four weeks were deleted."))
    assert asked.text == mine.text
    [index] = asked.questions
    assert asked.pieces[index].offered == "Orders of four weeks were deleted."
    kept = choose(asked, index, "mine")
    assert "I deleted your orders." in kept.text and kept.questions == []
    taken = choose(asked, index, "new")
    assert "Orders of four weeks" in taken.text and not taken.touched
    both = choose(asked, index, "both")
    assert "I deleted your orders.\n\nOrders of four weeks were deleted." in both.text
    # what was kept is asked again only when the answers change once more
    assert update(kept, changed(news="Orders of four weeks were deleted.")).questions == []
    assert update(kept, changed(news="Orders of May were deleted.")).questions == [index]


def test_answers_that_go_back_take_their_question_with_them() -> None:
    mine = edited(begin(FIRST), begin(FIRST).text.replace("Orders were deleted.", "I deleted your orders."))
    assert update(update(mine, changed(news="Else.")), FIRST).questions == []


def test_writing_what_is_offered_settles_it() -> None:
    mine = edited(begin(FIRST), begin(FIRST).text.replace("Orders were deleted.", "I deleted your orders."))
    asked = update(mine, changed(news="Orders of May were deleted."))
    settled = edited(asked, asked.text.replace("I deleted your orders.", "Orders of May were deleted."))
    assert settled.questions == [] and not settled.touched


def test_a_paragraph_of_ones_own_stays_where_it_was_put() -> None:
    text = begin(FIRST).text.replace("\n\n[backup]", "\n\nI am at my desk all day.\n\n[backup]")
    letter = update(
        edited(begin(FIRST), text), changed(backup="There was no backup.", news="Orders of May were deleted.")
    )
    assert "Orders of May were deleted.\n\nI am at my desk all day.\n\nThere was no backup." in letter.text


def test_a_paragraph_taken_out_stays_out_until_the_answers_change_it() -> None:
    out = edited(begin(FIRST), begin(FIRST).text.replace("[backup]\n\n", ""))
    assert update(out, FIRST).text == out.text
    asked = update(out, changed(backup="There was no backup."))
    assert asked.text == out.text
    [index] = asked.questions
    assert choose(asked, index, "mine").text == out.text
    assert "There was no backup." in choose(asked, index, "new").text
    assert "There was no backup." in choose(asked, index, "both").text


def test_a_changed_paragraph_that_the_answers_no_longer_want_is_asked_about() -> None:
    mine = edited(begin(FIRST), begin(FIRST).text.replace("[backup]", "No backup, my fault."))
    asked = update(mine, changed(backup=""))
    assert asked.text == mine.text
    [index] = asked.questions
    assert asked.pieces[index].offered == ""
    assert "my fault" not in choose(asked, index, "new").text
    assert "my fault" in update(choose(asked, index, "mine"), FIRST).text


def test_an_untouched_paragraph_comes_and_goes_with_its_answer() -> None:
    letter = update(begin(FIRST), changed(backup=""))
    assert "[backup]" not in letter.text
    assert update(letter, FIRST).text == begin(FIRST).text


def test_a_divided_paragraph_keeps_its_place_and_both_halves() -> None:
    long = changed(news="Orders were deleted. I found out at nine. I am sorry.")
    text = begin(long).text.replace("deleted. I found", "deleted.\n\nI found")
    letter = update(edited(begin(long), text), changed(news="Else.", backup="There was no backup."))
    assert "Orders were deleted.\n\nI found out at nine. I am sorry.\n\nThere was no backup." in letter.text
    assert len(letter.questions) == 1


def test_blank_lines_of_ones_own_survive_new_answers() -> None:
    text = "\n" + begin(FIRST).text.replace("deleted.\n\n", "deleted.\n\n\n") + "\n\n"
    letter = update(edited(begin(FIRST), text), changed(backup="There was no backup."))
    assert letter.text == text.replace("[backup]", "There was no backup.")


def test_a_key_used_twice_gives_two_paragraphs() -> None:
    letter = begin([("fact", "One."), ("fact", "Two.")])
    assert update(letter, [("fact", "One."), ("fact", "Three.")]).text == "One.\n\nThree."


def test_a_draft_that_is_no_letter_is_refused() -> None:
    with pytest.raises(ValueError):
        Letter.from_json({"pieces": [{"text": 5}]})
    with pytest.raises(ValueError):
        Letter.from_json({"pieces": ["no"]})


words = st.text(alphabet="abc 🙂é\n-", min_size=1, max_size=24).map(lambda t: t.strip("\n \t") or "x")
paragraph = words.map(lambda t: "\n".join(line for line in t.split("\n") if line.strip()) or "x")
keys = st.sampled_from("pqrstuv")
rendering = st.dictionaries(keys, paragraph, min_size=1, max_size=6).map(lambda d: sorted(d.items()))
anything = st.text(alphabet="abc \n🙂é-", max_size=120)


@given(rendering, rendering)
def test_untouched_letters_equal_the_newest_rendering(first: list, second: list) -> None:
    assert update(begin(first), second).text == "\n\n".join(t for _, t in second)


@given(rendering, anything)
def test_what_was_written_is_what_stands(first: list, text: str) -> None:
    letter = edited(begin(first), text)
    assert letter.text == text
    assert update(letter, first).text == text, "the same answers move nothing"


@given(rendering, st.lists(st.one_of(anything, rendering), max_size=6))
def test_hand_written_paragraphs_are_never_lost(first: list, steps: list) -> None:
    """Whatever comes: after an update every paragraph that a person wrote or changed still stands, in its order."""
    letter = begin(first)
    for step in steps:
        if isinstance(step, str):
            letter = edited(letter, step)
            continue
        before, letter = letter, update(letter, step)
        new = dict(step)
        by_hand = [p.text for p in before.pieces if p.standing and p.by_hand and new.get(p.key) != p.text]
        standing = [p.text for p in letter.pieces if p.standing]
        assert [t for t in standing if t in by_hand] or not by_hand
        for text in by_hand:
            assert standing.count(text) >= 1
        for piece in letter.pieces:  # where both changed, both texts are there
            if piece.in_question and piece.key in new:
                assert piece.offered == new[piece.key] != piece.text


@given(rendering, anything, rendering, st.sampled_from(["mine", "new", "both"]))
def test_a_choice_settles_its_question(first: list, text: str, second: list, choice: str) -> None:
    letter = update(edited(begin(first), text), second)
    for _ in range(len(letter.questions)):
        index = letter.questions[0]
        piece = letter.pieces[index]
        letter = choose(letter, index, choice)
        if choice != "new":
            assert piece.text in letter.text
        if choice != "mine" and piece.offered:
            assert piece.offered in letter.text
    assert letter.questions == []
    assert update(letter, second).questions == []


@given(rendering, anything, rendering)
def test_a_draft_comes_back_as_it_was(first: list, text: str, second: list) -> None:
    letter = update(edited(begin(first), text), second)
    assert Letter.from_json(json.loads(json.dumps(letter.as_json()))) == letter


@given(rendering, anything, rendering)
def test_places_name_the_paragraphs_of_the_text(first: list, text: str, second: list) -> None:
    letter = update(edited(begin(first), text), second)
    for start, end, index in letter.places():
        assert letter.text[start:end] == letter.pieces[index].text


@given(anything, anything)
def test_edits_turn_one_text_into_the_other(old: str, new: str) -> None:
    text = old
    for edit in edits(old, new):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == new


def test_edits_leave_equal_words_alone() -> None:
    [edit] = edits(
        "Dear Ada,\n\nWe lost the orders of May. I am sorry.\n\nInes",
        "Dear Ada,\n\nWe lost the orders of June. I am sorry.\n\nInes",
    )
    assert edit.text == "June."
