"""The APIs behind the one gateway: where each is, which scopes it asks for, how often it may be called."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.francetravail.switches import Rate, Switches

OAUTH = "oauth"


@dataclass(frozen=True)
class Api:
    """`retired` is the status that its calls get whatever the token; None when it is in service."""

    key: str
    root: str
    scope: str
    rate: Rate
    refusal: str = ""
    retired: int | None = None

    @property
    def scopes(self) -> frozenset[str]:
        """Both kinds, the technical and the applicative."""
        return frozenset(self.scope.split())


_SECOND = {number: Rate(replenish=number, burst=number) for number in (1, 2, 10, 100)}

_ALL = (
    Api(OAUTH, "/connexion/oauth2", "", _SECOND[100]),
    Api("offres", "/partenaire/offresdemploi", "api_offresdemploiv2 o2dsoffre", _SECOND[10]),
    Api(
        "marche_travail",
        "/partenaire/stats-offres-demandes-emploi",
        "api_stats-offres-demandes-emploiv1 offresetdemandesemploi",
        _SECOND[10],
    ),
    Api(
        "acces_emploi",
        "/partenaire/stats-perspectives-retour-emploi",
        "api_stats-perspectives-retour-emploiv1 retouremploi",
        _SECOND[10],
    ),
    Api("rome_metiers", "/partenaire/rome-metiers", "api_rome-metiersv1 nomenclatureRome", _SECOND[1]),
    Api(
        "rome_competences",
        "/partenaire/rome-competences",
        "api_rome-competencesv1 nomenclatureRome",
        _SECOND[1],
    ),
    Api(
        "rome_fiches",
        "/partenaire/rome-fiches-metiers",
        "api_rome-fiches-metiersv1 nomenclatureRome",
        _SECOND[1],
    ),
    Api(
        "rome_contextes",
        "/partenaire/rome-contextes-travail",
        "api_rome-contextes-travailv1 nomenclatureRome",
        _SECOND[1],
    ),
    Api(
        "rome_substitutions",
        "/partenaire/rome-substitutions",
        "api_rome-substitutionsv1 nomenclatureRomeSubstitutions",
        _SECOND[1],
    ),
    Api("rome_v1", "/partenaire/rome", "api_romev1", _SECOND[1], retired=403),
    Api(
        "labonneboite",
        "/partenaire/labonneboite",
        "api_labonneboitev2 search office",
        _SECOND[2],
        refusal="Invalid scope",
    ),
    Api("evenements", "/partenaire/evenements", "api_evenementsv1 evenements", _SECOND[10]),
    Api("infotravail", "/partenaire/infotravail", "api_infotravailv1", _SECOND[1], retired=404),
)
APIS: Mapping[str, Api] = {api.key: api for api in _ALL}


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
