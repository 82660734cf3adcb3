"""The sheet of a town in the front's shape."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from gateway.legacy.names import photo_of, town_id, town_name
from gateway.legacy.scale import hectares, thousands

Json = Mapping[str, Any]

# The front looks for the codes of the equipment base of 2021: what they have been called since.
_SINCE_2021 = {
    "C107": "C101",
    "C108": "C104",
    "C109": "C104",
    "C501": "C502",
    "D265": "D201",
    "F111": "F113",
    "F312": "F309",
    "F313": "F310",
    "F315": "F306",
}
_TENSE = {"tight": "zone tendue", "tight_touristic": "zone tendue", "not_tight": "zone non tendue"}


def describe_town(sheet: Json, departement: Json) -> dict[str, Any]:
    """`departement` is its sheet, {} when it could not be had."""
    housing: Json = sheet["housing"] or {}
    typical: Json = housing.get("typical_rents") or {}
    price: Json = housing.get("price") or {}
    portrait: Json = sheet.get("portrait") or {}
    code = sheet["code_insee"]
    return {
        "id": town_id(code),
        "insee_com": code,
        "nom_comm": town_name(sheet["name"]),
        "nom_dept": sheet["departement"]["name"],
        "nom_region": sheet["region"]["name"],
        "code_dept": sheet["departement"]["code"],
        "code_region": sheet["region"]["code"],
        "population": thousands(sheet["population"]),
        "superficie": hectares(sheet["area_km2"]),
        "geo_point_2d_x": sheet["latitude"],
        "geo_point_2d_y": sheet["longitude"],
        "z_moyen": sheet["altitude_m"],
        "distance_from_sea": sheet["sea_distance_km"],
        "photo": photo_of((portrait.get("image") or {}).get("url")),
        "description": portrait.get("text") or "",
        "city_house_tension": _house_tension(housing),
        "buy_m2": price.get("price_m2"),
        "rent_m2": housing.get("rent_m2"),
        "rent_t2": typical.get("rent_two_rooms"),
        "rent_t4": typical.get("rent_four_rooms"),
        "total_social_housing": housing.get("social_dwellings"),
        "departement": _describe_departement(sheet, housing, departement),
        "region": {"code": int(sheet["region"]["code"]), "name": sheet["region"]["name"]},
        "equipments": _list_equipment(sheet["equipment"]),
        "bassin": _describe_bassin(sheet["bassin"]),
    }


def _house_tension(housing: Json) -> str | None:
    if housing.get("zoning_abc") == "Abis":
        return "zone très tendue"
    return _TENSE.get(housing.get("zoning_tlv") or "")


def _describe_departement(sheet: Json, housing: Json, departement: Json) -> dict[str, Any]:
    climate: Json = departement.get("climate") or sheet["climate"] or {}
    return {
        "code": sheet["departement"]["code"],
        "name": sheet["departement"]["name"],
        "rent_m2": departement.get("rent_m2") or housing.get("departement_rent_m2"),
        "buy_m2": departement.get("price_m2"),
        **{f"temp_{season}": climate.get(season) for season in ("winter", "spring", "summer", "autumn")},
    }


def _list_equipment(equipment: Json | None) -> list[dict[str, Any]]:
    totals: Counter[str] = Counter()
    for typequ, total in _types(equipment):
        totals[_SINCE_2021.get(typequ, typequ)] += total
    return [{"typequ": typequ, "total": total} for typequ, total in sorted(totals.items())]


def _types(equipment: Json | None) -> Iterable[tuple[str, int]]:
    themes = equipment["themes"] if equipment else []
    return [(one["typequ"], one["total"]) for theme in themes for one in theme["types"]]


def _describe_bassin(bassin: Json | None) -> dict[str, Any] | None:
    if bassin is None:
        return None
    sectors = [
        {"secteur_libelle": one["sector"], "demandeurs_emploi": one["job_seekers"]}
        for one in bassin["sectors"]
    ]
    return {"id": bassin["id"], "bassin_name": bassin["name"], "secteursBassins": sectors}
