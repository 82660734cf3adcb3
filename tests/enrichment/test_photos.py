from dataclasses import replace

import pytest

from services.enrichment.photos import File, is_photo_name, normal_name, read_author, refuse

PHOTO = File(
    name="Vue de Lille.jpg",
    page_url="https://commons.example/wiki/File:Vue_de_Lille.jpg",
    original_url="https://upload.example/Vue_de_Lille.jpg",
    thumbnail_url="https://upload.example/960px-Vue_de_Lille.jpg",
    width=4000,
    height=2667,
    mime="image/jpeg",
    artist="Jeanne D.",
    licence="CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0",
    is_free=True,
)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Vue_de_Lille.jpg", "Vue de Lille.jpg"),
        ("File:vue  de Lille.jpg", "Vue de Lille.jpg"),
        ("Fichier : E\u0301glise.jpg", "Église.jpg"),
    ],
)
def test_a_file_has_one_name(given: str, name: str):
    assert normal_name(given) == name


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Vue de Lille.jpg", "Lille"),
        ("Mairie.JPEG", "Lille"),
        ("Panorama.png", "Lille"),
        ("Plan d'eau de Vesoul.jpg", "Vesoul"),
        ("Plan-de-Cuques mairie.jpg", "Plan-de-Cuques"),
        ("Mairie du Plan.jpg", "Le Plan"),
        ("Place d'Armes.jpg", "Metz"),
        ("Plancoët - Église.jpg", "Plancoët"),
        ("Carte postale Roubaix.jpg", "Roubaix"),
        ("Église, vue aérienne.webp", "Roubaix"),
    ],
)
def test_names_of_views_are_taken(name: str, place: str):
    assert is_photo_name(name, place)


@pytest.mark.parametrize(
    "name",
    [
        "Blason Lille.svg",
        "Blason de Lille.jpg",
        "Armoiries-Lille.png",
        "Lille logo.png",
        "Logo_Lille_2019.jpg",
        "Map commune FR insee code 59350.png",
        "Carte de Lille.jpg",
        "Lille - Localisation.png",
        "Drapeau de Lille.jpg",
        "Flag of Lille.png",
        "Lille coat of arms.jpg",
        "Plan de Lille.jpg",
        "Lille, gravure de 1850.jpg",
        "Écusson Lille.jpg",
        "Lille.svg",
        "Lille.pdf",
        "Lille.webm",
        "Lille",
        "Plan d'eau et plan de Lille.jpg",
    ],
)
def test_names_of_drawings_are_refused(name: str):
    assert not is_photo_name(name, "Lille")


def test_a_free_photo_is_not_refused():
    assert refuse(PHOTO) is None


@pytest.mark.parametrize(
    "licence",
    [
        *("CC BY 3.0", "CC BY-SA 3.0 fr", "CC-BY-SA-2.5", "CC0", "Public domain", "PD-old", "FAL", "GFDL"),
        *("Etalab 2.0", "Licence Ouverte 1.0", "Copyrighted free use", "No restrictions", "Attribution"),
    ],
)
def test_free_licences_are_known(licence: str):
    assert refuse(replace(PHOTO, licence=licence)) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"mime": "image/svg+xml"}, "not-a-photo"),
        ({"mime": "application/pdf"}, "not-a-photo"),
        ({"licence": None}, "no-licence"),
        ({"licence": "Voir la page du fichier"}, "no-licence"),
        ({"licence": "Fair use"}, "not-free"),
        ({"licence": "CC BY-NC 4.0"}, "not-free"),
        ({"licence": "CC BY-NC-SA 4.0"}, "not-free"),
        ({"licence": "CC BY-ND 4.0"}, "not-free"),
        ({"is_free": False}, "not-free"),
        ({"width": 220, "height": 165}, "too-small"),
    ],
)
def test_what_may_not_be_shown_is_refused(change: dict[str, object], reason: str):
    assert refuse(replace(PHOTO, **change)) == reason  # type: ignore[arg-type]


def test_a_file_that_is_gone_is_refused():
    assert refuse(None) == "not-on-commons"


@pytest.mark.parametrize(
    ("artist", "author"),
    [
        ("Jeanne D.", "Jeanne D."),
        ('<a href="//commons.example/wiki/User:J">Jeanne D.</a>', "Jeanne D."),
        ('<a href="/x">Jeanne</a> (<a href="/y">talk</a>)', "Jeanne"),
        ("User:Jeanne", "Jeanne"),
        ("Jeanne &amp; amis", "Jeanne & amis"),
        ('<table><tr><td onclick="alert(1)">J<script>alert("x")</script></td></tr></table>', "J"),
        ("<style>p{}</style><p>Jeanne</p><p>Paul</p>", "Jeanne Paul"),
        ("<bdi><a href='/x'>Unknown author</a></bdi>", None),
        ('<span style="display: none;">Unknown author</span>Inconnu', None),
        ("Unknown authorUnknown author", None),
        ("Auteur inconnu.", None),
        ("Anonyme", None),
        ("Inconnue Dupont", "Inconnue Dupont"),
        ("<p></p>", None),
        ("", None),
        (None, None),
    ],
)
def test_the_author_is_read_out_of_html(artist: str | None, author: str | None):
    assert read_author(artist) == author


def test_a_long_author_is_shortened():
    author = read_author(", ".join(f"Jeanne {rank}" for rank in range(100)))
    assert author is not None
    assert len(author) <= 300
    assert author.endswith("…")
