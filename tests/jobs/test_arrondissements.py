from services.jobs.arrondissements import LYON, MARSEILLE, PARIS, communes_to_ask, distance_to_ask


def test_one_arrondissement_finds_all_of_paris():
    assert communes_to_ask(PARIS, 0) == communes_to_ask(PARIS, 30) == ("75101",)


def test_lyon_and_marseille_alone_take_all_theirs_and_one_with_what_is_around():
    assert communes_to_ask(LYON, 10) == communes_to_ask(LYON, 1) == ("69381",)
    assert len(communes_to_ask(LYON, 0)) == 9
    assert communes_to_ask(MARSEILLE, 30) == ("13201",)
    assert communes_to_ask(MARSEILLE, 0)[::15] == ("13201", "13216")


def test_other_communes_and_arrondissements_are_asked_as_they_are():
    assert communes_to_ask("59350", 0) == ("59350",)
    assert communes_to_ask("69383", 0) == ("69383",)


def test_what_is_around_lyon_and_marseille_is_searched_far_enough_to_have_them_whole():
    assert [distance_to_ask([LYON], distance) for distance in (0, 1, 9, 10, 30)] == [0, 10, 10, 10, 30]
    assert distance_to_ask([PARIS, "59350"], 5) == 5
    assert distance_to_ask(["59350", MARSEILLE], 5) == 10
