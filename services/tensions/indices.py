"""The six indices by which the Dares explains a tension, each from 1 (weak) to 5 (strong)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExplanatoryIndex:
    """`field` is its name in the rows of tensions; `label` and `meaning` are for readers."""

    field: str
    label: str
    meaning: str


INDICES = (
    ExplanatoryIndex(
        "hiring_intensity",
        "Intensité d’embauches",
        "Plus il est élevé, plus les employeurs recrutent souvent au regard de la taille du métier.",
    ),
    ExplanatoryIndex(
        "labour_shortage",
        "Manque de main-d’œuvre disponible",
        "Plus il est élevé, moins il y a de demandeurs d’emploi au regard de la taille du métier.",
    ),
    ExplanatoryIndex(
        "job_precariousness",
        "Non-durabilité de l’emploi",
        "Plus il est élevé, plus les offres sont à durée limitée ou à temps partiel.",
    ),
    ExplanatoryIndex(
        "working_conditions",
        "Conditions de travail contraignantes",
        "Plus il est élevé, plus le métier expose à des horaires décalés, des contraintes physiques "
        "ou un rythme imposé.",
    ),
    ExplanatoryIndex(
        "geographic_mismatch",
        "Inadéquation géographique",
        "Plus il est élevé, moins les demandeurs d’emploi habitent là où se trouvent les offres.",
    ),
    ExplanatoryIndex(
        "training_specificity",
        "Lien entre formation et emploi",
        "Plus il est élevé, plus le métier demande une formation précise, que peu d’autres remplacent.",
    ),
)
