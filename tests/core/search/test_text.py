"""Stems, codes, questions and highlights."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.highlight import marked, passage
from core.search.query import LONGEST, MOST_WORDS, query_for, stems_of, understand
from core.search.text import coded, index_terms, stem_word, stemmer_for


@pytest.mark.parametrize(
    "forms",
    [
        ("ansökan", "ansökningar", "ansökningarna", "ansöka"),
        ("utbildning", "utbildningar", "utbilda"),
        ("arbetsplats", "arbetsplatser", "arbetsplatserna"),
        ("mångfald", "mångfalden"),
    ],
)
def test_forms_of_a_swedish_word_have_one_stem(forms):
    assert len({stem_word(form, "sv") for form in forms}) == 1


@pytest.mark.parametrize("word", ["plan", "japan", "man", "organ"])
def test_short_words_keep_their_ending(word):
    assert stem_word(word, "sv") == word


@pytest.mark.parametrize(("one", "other"), [("räka", "raka"), ("får", "far"), ("hör", "hor"), ("dør", "dor")])
def test_nordic_letters_are_letters_of_their_own(one, other):
    assert coded(one) != coded(other)


@pytest.mark.parametrize(("one", "other"), [("idé", "ide"), ("avó", "avo"), ("perché", "perche")])
def test_other_accents_are_folded_and_forms_of_unicode_are_one(one, other):
    assert coded(one) == coded(other)


def test_two_spellings_of_one_letter_are_one():
    assert index_terms("a\u030ar", "sv") == index_terms("år", "sv")


def test_the_language_decides_the_stem():
    assert index_terms("universities", "en") == index_terms("university", "en")
    assert index_terms("biblioteker", "nb") == index_terms("bibliotek", "nb")


def test_a_question_is_cut_but_never_refused():
    asked = understand("ord " * 2000)
    assert asked.words == ("ord",)
    assert asked.shortened
    assert len(understand("x" * 5000).text) == LONGEST
    assert len(understand(" ".join(f"ord{n}" for n in range(40))).words) == MOST_WORDS


@pytest.mark.parametrize("raw", ["", "   ", "!?", "()", '"', "\0", "\u202e", "🙂"])
def test_a_question_without_words_asks_for_nothing(raw):
    assert not understand(raw).anything
    assert query_for(understand(raw), ["sv"]) is None


@given(st.text(max_size=1200))
def test_no_question_fails(raw):
    asked = understand(raw)
    query_for(asked, ["sv", "en", "nb", "nl", "pt", "it"])

    assert len(asked.text) <= LONGEST
    assert "\0" not in asked.text


@given(st.text(max_size=400), st.text(max_size=30))
def test_marks_are_the_only_markup(text, raw):
    stems = set(stems_of(understand(raw), "sv"))
    shown = str(marked(text, stems, "sv")).replace("<mark>", "").replace("</mark>", "")

    assert "<" not in shown
    assert ">" not in shown


def test_every_form_of_the_word_is_marked():
    stems = set(stems_of(understand("ansökan"), "sv"))

    assert marked("Elva ansökningar & en ansökan", stems, "sv") == (
        "Elva <mark>ansökningar</mark> &amp; en <mark>ansökan</mark>"
    )


def test_a_passage_is_cut_round_the_hit_between_words():
    text = "Början. " + "fyllnad " * 60 + "mentor " + "fyllnad " * 60
    stems = set(stems_of(understand("mentorer"), "sv"))
    piece = passage(text, stems, "sv")

    assert "mentor" in piece
    assert piece.startswith("… fyllnad")
    assert piece.endswith("fyllnad …")
    assert len(piece) < 280
    assert passage("Kort text", stems, "sv") == "Kort text"


def test_each_thread_has_a_stemmer_of_its_own():
    with ThreadPoolExecutor(max_workers=1) as other:
        elsewhere = other.submit(stemmer_for, "sv").result()

    assert elsewhere is not stemmer_for("sv")
    assert stemmer_for("sv") is stemmer_for("sv")
