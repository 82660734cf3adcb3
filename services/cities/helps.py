"""Which help schemes fit a person's project, situation and age."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared.events.importer import SourceRef
from shared.events.rows import Help

ANYBODY = "tous"


@dataclass(frozen=True, slots=True, eq=False)
class Helps:
    """Every scheme, in the order of the titles."""

    schemes: Sequence[Help]
    source: SourceRef | None

    def find(self, slug: str) -> Help | None:
        """The scheme of this address."""
        return next((scheme for scheme in self.schemes if scheme.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of who asks; None is no preference. Words are compared without case."""

    project: str | None = None
    situation: str | None = None
    age: int | None = None


def fits(scheme: Help, person: Person) -> bool:
    """Whether the person can look at this scheme: one for anybody ("tous") fits every situation."""
    return (
        (person.project is None or _has(scheme.project, person.project))
        and (person.situation is None or _has(scheme.situation, person.situation, ANYBODY))
        and (person.age is None or _includes(scheme, person.age))
    )


def filter_helps(schemes: Iterable[Help], person: Person) -> list[Help]:
    """Those that fit, in the given order."""
    return [scheme for scheme in schemes if fits(scheme, person)]


def count_projects(schemes: Sequence[Help], person: Person) -> dict[str, int]:
    """Schemes per project, as many as choosing it would show."""
    projects = sorted({project for scheme in schemes for project in scheme.project})
    return {name: len(filter_helps(schemes, replace(person, project=name))) for name in projects}


def count_situations(schemes: Sequence[Help], person: Person) -> dict[str, int]:
    """Schemes per situation, as many as choosing it would show: those for anybody count everywhere."""
    situations = sorted({name for scheme in schemes for name in scheme.situation} - {ANYBODY})
    return {name: len(filter_helps(schemes, replace(person, situation=name))) for name in situations}


def _has(words: Iterable[str], *wanted: str) -> bool:
    return bool({word.casefold() for word in words} & {word.casefold() for word in wanted})


def _includes(scheme: Help, age: int) -> bool:
    return (scheme.age_min or 0) <= age and (scheme.age_max is None or age <= scheme.age_max)
