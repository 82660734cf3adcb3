from services.jobs.arrondissements import LYON, MARSEILLE, PARIS, communes_to_ask


def test_one_arrondissement_finds_all_of_paris():
    assert communes_to_ask(PARIS, 0) == communes_to_ask(PARIS, 30) == ("75101",)


def test_lyon_and_marseille_take_all_theirs_unless_the_distance_covers_them():
    assert communes_to_ask(LYON, 10) == ("69381",)
    assert len(communes_to_ask(LYON, 9)) == 9
    assert communes_to_ask(MARSEILLE, 30) == ("13201",)
    assert communes_to_ask(MARSEILLE, 0)[::15] == ("13201", "13216")


def test_other_communes_and_arrondissements_are_asked_as_they_are():
    assert communes_to_ask("59350", 0) == ("59350",)
    assert communes_to_ask("69383", 0) == ("69383",)
