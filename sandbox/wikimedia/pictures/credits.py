"""Who made a file and under which licence: extmetadata, as the pages of files happen to be written."""

from typing import Any

from sandbox.hashing import Draw
from sandbox.wikimedia.oddities import Assignment
from sandbox.wikimedia.pictures.files import PHOTOS, File

_FIRST_NAMES = ("Jeanne", "Camille", "Ousmane", "Lucie", "Anh", "Paul", "Yvonne", "Karim", "Maïwenn", "Denis")
_LETTERS = "ABCDEFGHJKLMNPRSTV"
_BY_SA = "https://creativecommons.org/licenses/by-sa"
_USUAL = (
    ("CC BY-SA 4.0", f"{_BY_SA}/4.0"),
    ("CC BY-SA 4.0", f"{_BY_SA}/4.0"),
    ("CC BY-SA 3.0", f"{_BY_SA}/3.0"),
    ("CC BY 3.0", "https://creativecommons.org/licenses/by/3.0"),
    ("CC BY-SA 2.5", f"{_BY_SA}/2.5"),
)
_FREE = (
    ("CC0", "http://creativecommons.org/publicdomain/zero/1.0/deed.en"),
    ("FAL", "http://artlibre.org/licence/lal/en"),
    ("GFDL", "http://www.gnu.org/copyleft/fdl.html"),
    ("CC BY-SA 3.0 fr", f"{_BY_SA}/3.0/fr/deed.en"),
    ("Etalab 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence"),
)


def describe_credit(file: File, oddities: Assignment, seed: int) -> dict[str, Any]:
    """extmetadata by name; {} when the page of the file says nothing that can be read."""
    odd = oddities.find("credit", file.place.position) if file.role in PHOTOS else ""
    draw = Draw(seed, "credit", file.name)
    if odd == "no_metadata":
        return {}
    values = {
        "ImageDescription": f"{file.name} : image d'exemple, dessinée par la machine",
        "Credit": '<span class="int-own-work" lang="fr">Travail personnel</span>',
        "Artist": _artist(odd, draw),
        **_licence(odd, draw),
    }
    return {
        name: {"value": value, "source": "commons-desc-page"}
        for name, value in values.items()
        if value is not None
    }


def _artist(odd: str, draw: Draw) -> str | None:
    name = f"{draw.pick(_FIRST_NAMES)} {draw.pick(_LETTERS)}. (exemple)"
    link = "//commons.wikimedia.org/wiki/User:Exemple"
    if odd == "no_artist":
        return None
    if odd == "unknown_artist":
        bdi = '<bdi><a href="https://en.wikipedia.org/wiki/Anonymous" class="extiw">Unknown author</a></bdi>'
        return draw.pick((bdi, "Auteur inconnu", '<span style="display: none;">Unknown author</span>Inconnu'))
    if odd == "hostile_artist":
        return f'<table><tr><td onclick="alert(1)">{name}<script>alert("x")</script></td></tr></table>'
    if odd == "long_artist":
        return ", ".join(f"{name} n° {rank}" for rank in range(30))
    return draw.pick(
        (
            f'<a href="{link}" title="User:Exemple">{name}</a>',
            f'<a rel="nofollow" class="external text" href="https://exemple.invalid/">{name}</a>',
            f'<a href="/w/index.php?title=User:X&amp;action=edit&amp;redlink=1" class="new">{name}</a>',
            f"{name} &amp; amis",
            name,
        )
    )


def _licence(odd: str, draw: Draw) -> dict[str, str | None]:
    if odd == "no_licence":
        return {}
    if odd == "odd_licence":
        return {"LicenseShortName": "Voir la page du fichier", "AttributionRequired": "true"}
    if odd == "nonfree_licence":
        return {"LicenseShortName": "Fair use", "UsageTerms": "Fair use", "NonFree": "true"}
    if odd == "public_domain":
        return {
            "LicenseShortName": "Public domain",
            "UsageTerms": "Public domain",
            "AttributionRequired": "false",
        }
    name, address = draw.pick(_FREE if odd == "free_licences" else _USUAL)
    if odd == "licence_protocol":
        address = address.removeprefix("https:").removeprefix("http:")
    required = "false" if name == "CC0" else "true"
    return {
        "LicenseShortName": name,
        "LicenseUrl": address,
        "UsageTerms": name,
        "AttributionRequired": required,
    }
