import pytest

from services.jobs.plain_text import read_html, read_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<p>Rencontrez <b>18</b> recruteurs&nbsp;: venez&#8239;!</p>",
            "Rencontrez 18 recruteurs : venez\u202f!",
        ),
        ("Un<br/>deux<BR>trois", "Un\ndeux\ntrois"),
        ("<ul><li>Accueil</li><li>Fin</li></ul>", "Accueil\nFin"),
        ("<script>alert(1)</script><style>p{}</style>texte", "texte"),
        ("<img src=x onerror=alert(1)>a < b &amp; c", "a < b & c"),
        ("<p>Un</p>\n\n\n\n<p>deux</p>", "Un\n\ndeux"),
        ("", ""),
    ],
)
def test_html_is_read_as_its_text(html: str, text: str):
    assert read_html(html) == text


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("Poste d&#39;infirmi&egrave;re", "Poste d'infirmière"),
        ("InfirmiÃ¨re Ã\xa0 Lille", "Infirmière à Lille"),
        ("Infirmière à Lille", "Infirmière à Lille"),
        ("Moins de 2 < 3 ans", "Moins de 2 < 3 ans"),
        ("Un\r\ndeux\x00", "Un\ndeux"),
    ],
)
def test_texts_lose_their_stray_entities_and_double_encoding(published: str, text: str):
    assert read_text(published) == text
