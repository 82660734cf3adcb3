from collections import Counter


def test_all_places_are_there(places):
    kinds = Counter(place.kind for place in places.rows)
    assert kinds == {"commune": 34_875, "arrondissement": 45, "departement": 101, "region": 18}
    assert [place.position for place in places.rows] == list(range(len(places.rows)))


def test_homonyms_have_titles_of_their_own(places):
    titles = {place.title for place in (places.rows[one] for one in places.by_name["Saint-Denis"])}
    assert "Saint-Denis (Seine-Saint-Denis)" in titles
    assert "Saint-Denis" not in places.by_title


def test_no_two_pages_have_one_title(places):
    items = [place for place in places.rows if places.by_code[place.codes[0]] == place.position]
    assert len({place.title for place in items}) == len(items) == len(places.by_title)


def test_what_is_two_things_has_one_item(places):
    paris = places.rows[places.by_code["P2586", "75"]]
    assert (paris.kind, paris.code) == ("commune", "75056")
    assert places.rows[places.by_code["P2586", "974"]].kind == "region"
    assert places.rows[places.by_code["P2586", "59"]].kind == "departement"
