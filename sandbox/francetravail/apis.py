"""The APIs behind the one gateway: where each is, which scopes it asks for, how often it may be called."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.francetravail.switches import Rate, Switches

OAUTH = "oauth"
_NOMENCLATURE = "nomenclatureRome"


@dataclass(frozen=True)
class Api:
    """`retired` is the status that its calls get whatever the token; None when it is in service."""

    key: str
    root: str
    scopes: frozenset[str]
    rate: Rate
    refusal: str = ""
    retired: int | None = None


def _api(
    key: str, root: str, scopes: str, per_second: int, *, refusal: str = "", retired: int | None = None
) -> Api:
    rate = Rate(replenish=per_second, burst=per_second)
    return Api(key, root, frozenset(scopes.split()), rate, refusal, retired)


APIS: Mapping[str, Api] = {
    api.key: api
    for api in (
        _api(OAUTH, "/connexion/oauth2", "", 100),
        _api("offres", "/partenaire/offresdemploi", "api_offresdemploiv2 o2dsoffre", 10),
        _api(
            "marche_travail",
            "/partenaire/stats-offres-demandes-emploi",
            "api_stats-offres-demandes-emploiv1 offresetdemandesemploi",
            10,
        ),
        _api(
            "acces_emploi",
            "/partenaire/stats-perspectives-retour-emploi",
            "api_stats-perspectives-retour-emploiv1 retouremploi",
            10,
        ),
        _api("rome_metiers", "/partenaire/rome-metiers", f"api_rome-metiersv1 {_NOMENCLATURE}", 1),
        _api(
            "rome_competences", "/partenaire/rome-competences", f"api_rome-competencesv1 {_NOMENCLATURE}", 1
        ),
        _api(
            "rome_fiches", "/partenaire/rome-fiches-metiers", f"api_rome-fiches-metiersv1 {_NOMENCLATURE}", 1
        ),
        _api(
            "rome_contextes",
            "/partenaire/rome-contextes-travail",
            f"api_rome-contextes-travailv1 {_NOMENCLATURE}",
            1,
        ),
        _api(
            "rome_substitutions",
            "/partenaire/rome-substitutions",
            "api_rome-substitutionsv1 nomenclatureRomeSubstitutions",
            1,
        ),
        _api("rome_v1", "/partenaire/rome", f"api_romev1 {_NOMENCLATURE}", 1, retired=403),
        _api(
            "labonneboite",
            "/partenaire/labonneboite",
            "api_labonneboitev2 search office",
            2,
            refusal="Invalid scope",
        ),
        _api("evenements", "/partenaire/evenements", "api_evenementsv1 evenements", 10),
        _api("infotravail", "/partenaire/infotravail", "api_infotravailv1", 1, retired=404),
    )
}


def find_api(path: str) -> Api | None:
    """The API that a path belongs to."""
    return next((api for api in APIS.values() if path == api.root or path.startswith(api.root + "/")), None)


def is_retired(api: Api, switches: Switches) -> bool:
    revived = api.key == "infotravail" and switches.infotravail == "alive"
    return api.retired is not None and not revived


def known_scopes(switches: Switches) -> set[str]:
    """The scopes that the application may ask for."""
    usable = [
        api
        for api in APIS.values()
        if not is_retired(api, switches)
        and not (api.key in switches.unsubscribed and switches.unsubscribed_answer == "invalid_scope")
    ]
    return set().union(*(api.scopes for api in usable))
