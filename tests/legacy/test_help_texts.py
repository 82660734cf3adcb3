import pytest

from gateway.legacy.help_texts import describe_help, preview_help

SCHEME = {
    "slug": "mobili-jeune",
    "title": "MOBILI-JEUNE",
    "summary": "Une aide",
    "who": "Les alternants",
    "organisation": "Action Logement",
    "kind": "financiere",
    "project": ["logement", "emploi"],
    "situation": ["alternant"],
    "age_min": None,
    "age_max": 29,
    "official_link": "https://www.actionlogement.fr/",
    "checked": None,
    "description": "Première ligne.\nSeconde.",
    "how_to_apply": "<script>alert(1)</script>",
    "conditions": 'moins de 30 ans & "alternant"',
    "cumulative": "",
    "views": 12,
}
HTML = ("description", "when", "conditions", "cumulable", "link")


def test_previews_speak_the_words_of_the_front():
    preview = preview_help(SCHEME)
    assert preview["situation"] == "je recherche un logement, je recherche un emploi"
    assert (preview["type"], preview["section"]) == ("Aide financière", "logement, emploi")
    assert (preview["goal"], preview["partner"], preview["count_vue"]) == ("Une aide", "Action Logement", 12)


@pytest.mark.parametrize("unknown", ["kind", "organisation"])
def test_words_that_are_new_are_shown_as_they_are(unknown):
    preview = preview_help(SCHEME | {unknown: "autre", "project": ["voyage"]})
    assert preview["type" if unknown == "kind" else "partner"] == "autre"
    assert preview["situation"] == "voyage"


def test_no_text_is_null_even_when_readings_cannot_be_counted():
    described = describe_help(SCHEME | {"views": None})
    assert {name for name, value in described.items() if value is None} == {"visibility_boost"}
    assert described["count_vue"] == 0


def test_what_is_shown_as_html_is_clean():
    described = describe_help(SCHEME)
    assert described["description"] == "Première ligne.<br>Seconde."
    assert described["when"] == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert described["conditions"] == "moins de 30 ans &amp; &quot;alternant&quot;"
    forged = describe_help(
        SCHEME | {"official_link": "https://x.example/?a=\"><img src=x onerror='a()'>&b=1"}
    )
    for name in HTML:
        assert "<script" not in forged[name]
        assert "<img" not in forged[name]
    assert forged["link"] == "https://x.example/?a=%22%3E%3Cimg%20src=x%20onerror=%27a()%27%3E&b=1"
