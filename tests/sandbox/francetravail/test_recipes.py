import pytest

from sandbox.failures import Failure
from sandbox.francetravail.recipes import change_switches, read_recipes
from sandbox.francetravail.switches import Switches

SECTION_9 = {
    *(f"O{number}" for number in range(1, 8)),
    *(f"G{number}" for number in range(1, 12)),
    *(f"F{number}" for number in range(1, 22)),
    *(f"S{number}" for number in range(1, 8)),
    *(f"R{number}" for number in range(1, 6)),
    *(f"L{number}" for number in range(1, 10)),
    *(f"E{number}" for number in range(1, 6)),
}


def test_every_failure_of_the_reference_has_a_recipe():
    assert read_recipes().keys() == SECTION_9


@pytest.mark.parametrize("code", sorted(SECTION_9))
def test_recipes_can_be_followed(code):
    recipe = read_recipes()[code]
    assert recipe.failure or recipe.switches or recipe.revoke or recipe.how
    if recipe.failure is not None:
        Failure(**recipe.failure)
    if recipe.switches is not None:
        change_switches(Switches(), recipe.switches)
