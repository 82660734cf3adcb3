import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.enrichment.introduction import MAX_CHARACTERS, read_introduction, shorten


@pytest.mark.parametrize(
    ("extract", "text"),
    [
        ("Lille est une commune.", "Lille est une commune."),
        # pronunciation
        ("Lille ([lil]) est une commune.", "Lille est une commune."),
        ("Lille [lil] est une commune.", "Lille est une commune."),
        ("Metz (/mɛs/ Écouter) est une commune.", "Metz est une commune."),
        ("Metz (prononcé [mɛs] ⓘ) est une commune.", "Metz est une commune."),
        ("Metz Écouter (API : /mɛs/ ) est une commune.", "Metz est une commune."),
        ("Reims, prononcé [ʁɛ̃s] Écouter, est une commune.", "Reims est une commune."),
        ("Reims, qui se prononce /ʁɛ̃s/, est une commune.", "Reims est une commune."),
        ("Lille (prononcé [lil] ; Rijsel en flamand) est là.", "Lille (Rijsel en flamand) est là."),
        ("Ay (en champenois : Aÿac, prononcé [aj]) est là.", "Ay (en champenois : Aÿac) est là."),
        ("Lille (/lil/ Écouterⓘ ; en picard : Lile) est là.", "Lille (en picard : Lile) est là."),
        ("Lyon (prononcé [ljɔ̃] ou [liɔ̃] Écouter ; Liyon) est là.", "Lyon (Liyon) est là."),
        ("Caen (prononcé [kɑ̃] en français standard) est là.", "Caen est là."),
        ("Dax, dont le nom se prononce [daks], est là.", "Dax est là."),
        (
            "Nice (/nis/ ; en niçois : Nissa (forme classique)) est là.",
            "Nice (en niçois : Nissa (forme classique)) est là.",
        ),
        # notes
        ("Une commune[1],[2] du Nord[note 3][N 1][réf. nécessaire].", "Une commune du Nord."),
        ("Deux rives [a]. Trois ponts[Note 4].", "Deux rives. Trois ponts."),
        ("Une commune[réf.\nnécessaire]. Elle est là.", "Une commune. Elle est là."),
        # what lost templates leave
        ("Lille () est là.", "Lille est là."),
        ("Lille ( ; , ) est là.", "Lille est là."),
        ("Lille (en occitan : ) est là.", "Lille est là."),
        ("Lille (en occitan : ; en breton : Lil) est là.", "Lille (en breton : Lil) est là."),
        ("Lille (, chef-lieu) est là.", "Lille (chef-lieu) est là."),
        ("{{Infobox}}Lille<ref name='a'>Note</ref> est '''là'''<br />.", "Lille est là."),
        ("== Titre ==\nLille est là.", "Lille est là."),
        ("Géolocalisation sur la carte : France\n\n\nLille est là.", "Lille est là."),
        ('.mw-parser-output .map{background:url("//x/y.png")}Lille est là.', "Lille est là."),
        ("Lille est là.\nModifier les données sur Wikidata", "Lille est là."),
        (
            "Le marché compte 30&nbsp;étals &amp; deux halles.",
            "Le marché compte 30\u00a0étals & deux halles.",
        ),
        # spaces
        ("Lille  est \t là .\n\n\n Elle , aussi .", "Lille est là.\nElle, aussi."),
        ("Une com\u00admune du \u200bNord.\ufeff", "Une commune du Nord."),
        ("Dite\u202f: «\u00a0la belle\u00a0» \u00a0!", "Dite\u202f: «\u00a0la belle\u00a0»\u00a0!"),
        # what must stay
        ("Lille (en partie) est là.", "Lille (en partie) est là."),
        ("Une vitesse de 50 km/h et/ou 30 km/h.", "Une vitesse de 50 km/h et/ou 30 km/h."),
        ("Né en 2019/2020 (voir (ici)) là.", "Né en 2019/2020 (voir (ici)) là."),
        ("Il dit (sans fermer. Puis il part.", "Il dit (sans fermer. Puis il part."),
        ("Il faut écouter. Écouter est bon.", "Il faut écouter. Écouter est bon."),
        ("Lille (ville)… est là...", "Lille (ville)… est là..."),
        ("", ""),
    ],
)
def test_an_introduction_is_read(extract: str, text: str):
    assert read_introduction(extract) == text


_WORDS = ("Lille", " est", " une", "Écouter", "prononcé ", "en breton", "É", "e\u0301")
_SIGNS = ("(", ")", " (", "[", "]", "[1]", " ;", ",", ".", " :", "/", "«", "»", "'", "==", "/lil/")
_REST = ("\n", "  ", "\u00a0", "<b>", "{{", "}}", "&amp;")
_PIECES = st.sampled_from((*_WORDS, *_SIGNS, *_REST))


@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_whatever_comes_leaves_no_rubbish(extract: str):
    text = read_introduction(extract)
    assert read_introduction(text) == text
    assert not re.search(r"\(\s*[,;:]*\s*\)|  |[ \u00a0][,.]|\n\n|\[\d+\]", text)
    assert text == text.strip()


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Un. Deux. Trois.", 50, ("Un. Deux. Trois.", False)),
        ("Un. Deux. Trois.", 12, ("Un. Deux.", True)),
        ("Un. Deux. Trois.", 9, ("Un. Deux.", True)),
        ("Une phrase plus longue que permis. Deux.", 10, ("Une phrase plus longue que permis.", True)),
        ("Né en 52 av. J.-C. à Lille. Mort à Gand.", 30, ("Né en 52 av. J.-C. à Lille.", True)),
        (
            "La densité est de 12,5 hab./km2. Bien. Puis rien.",
            40,
            ("La densité est de 12,5 hab./km2. Bien.", True),
        ),
        ("M. J. Exemple et St. Jean. La suite vient.", 30, ("M. J. Exemple et St. Jean.", True)),
        ("Il dit « Oui. » Puis il part loin. Fin.", 20, ("Il dit « Oui. »", True)),
        ("Première ligne.\nDeuxième ligne.", 20, ("Première ligne.", True)),
        ("Quoi ? Oui ! Encore une phrase.", 14, ("Quoi ? Oui !", True)),
        ("vers 1,5 km. de là, rien. Fin du texte.", 30, ("vers 1,5 km. de là, rien.", True)),
    ],
)
def test_a_text_is_cut_at_a_sentence(text: str, limit: int, short: tuple[str, bool]):
    assert shorten(text, limit) == short


def test_words_without_end_are_cut_at_a_word():
    text, shortened = shorten("mot " * 1000)
    assert shortened
    assert text.endswith("mot…")
    assert len(text) <= MAX_CHARACTERS


def test_letters_without_end_are_cut_too():
    assert shorten("x" * 5000) == ("x" * MAX_CHARACTERS + "…", True)


@pytest.mark.parametrize(
    "rubbish", ["(", "(;", "[", "<ref>", " ", ", ", "dont a ", "prononcé ", "{{", "A. ", "'"]
)
def test_rubbish_without_end_takes_no_time(rubbish: str):
    begun = time.process_time()
    shorten(read_introduction(rubbish * 10_000))
    assert time.process_time() - begun < 1


@given(st.text(alphabet="ab .!?A\n", max_size=3000))
@settings(deadline=None)
def test_what_is_cut_is_a_beginning(text: str):
    short, shortened = shorten(text)
    assert text.startswith(short.removesuffix("…"))
    assert shortened == (short != text)
    assert len(short) <= 1200
