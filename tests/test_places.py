"""What the lists of words say of a place's name: alone it is believed, beside other words it is not."""

from __future__ import annotations

import pytest

from newsparse.normalize.lossy.damaged import find_damaged_words
from newsparse.normalize.lossy.places import Places

SURE = 0.95


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Rain fell near Xinavale and Vavuniy?va.", "Vavuniyāva"),
        ("en", "The firm of Fels?bánya won.", "Felsőbánya"),
        ("de", "Die Firma aus dem Ort Kolbe?rmoor", None),
        ("de", "Der B?rger kam nicht.", None),
        ("pt", "Falou com Almod?var ontem.", None),
        ("en", "They said ?take it? and left.", None),
        ("en", "Denver?s mayor spoke.", None),
        ("en", "People in ?ark??la slept.", "Şarkışla"),
    ],
)
def test_words_speak_for_a_name_or_against_it(language: str, text: str, name: str | None) -> None:
    places = Places(text, language)
    (word, *_) = find_damaged_words(text)
    sure = [one.after for one in places.readings(word) if one.confidence >= SURE]
    assert sure == ([name] if name else [])
