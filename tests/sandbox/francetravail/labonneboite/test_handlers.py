import math

import pytest

LILLE = {"citycode": "59350", "rome": "J1506"}


async def search(client, params, **more):
    answer = await client.get("labonneboite", "/v2/recherche", {**params, **more} if more else params)
    assert answer.status == 200, answer.body
    return answer.json()


async def test_offices_come_by_potential(client):
    found = await search(client, LILLE, page_size=100, distance=30)
    potentials = [one["hiring_potential"] for one in found["items"]]
    assert found["hits"] > len(found["items"]) == 100
    assert potentials == sorted(potentials, reverse=True)
    assert all(0 <= potential <= 100 for potential in potentials)
    assert {one["rome"] for one in found["items"]} == {"J1506"}


async def test_an_office_is_fictional_and_has_no_address(client):
    office = (await search(client, LILLE))["items"][0]
    assert office["company_name"].endswith("(EXEMPLE)")
    assert office["email"] in {"yes", "no"}
    assert "." not in office["naf"]
    digits = [int(digit) for digit in reversed(office["siret"])]
    luhn = sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    assert (len(digits), luhn % 10 == 0) == (14, False)


async def test_ten_a_page_unless_told(client):
    first, second = [await search(client, LILLE, page=page) for page in (1, 2)]
    assert (len(first["items"]), first["hits"]) == (10, second["hits"])
    sirets = [one["siret"] for one in first["items"] + second["items"]]
    assert len(set(sirets)) == 20


async def test_several_occupations_are_several_parameters(client):
    both = await search(client, [("citycode", "59350"), ("rome", "J1506"), ("rome", "J1501")])
    each = [await search(client, {"citycode": "59350", "rome": rome}) for rome in ("J1506", "J1501")]
    assert both["hits"] == sum(one["hits"] for one in each)


@pytest.mark.parametrize(
    "params",
    [
        {"citycode": "59350", "rome": "J1506,J1501"},
        {"department": "44", "rome": "J1506"},
        {"department_number": "01", "rome": "J1506"},
        {"citycode": "59350", "rome": "Z9999"},
        {"citycode": "00000", "rome": "J1506"},
    ],
    ids=str,
)
async def test_what_finds_nothing_without_an_error(client, params):
    assert (await search(client, params))["hits"] == 0


@pytest.mark.parametrize(
    "place",
    [
        {"citycode": "75056"},
        {"citycode": "75101"},
        {"latitude": "50.63", "longitude": "3.06"},
        {"department_number": "1"},
        {"department_number": "2A"},
        {"postcode": "59000"},
        {"city": "lille"},
        {"region": "Bretagne"},
    ],
    ids=str,
)
async def test_every_way_to_name_a_place(client, place):
    assert (await search(client, {**place, "rome": "K1304"}))["hits"] > 0


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ({"rome": "J1506"}, "citycode"),
        ({**LILLE, "distance": "201"}, "distance"),
        ({**LILLE, "page_size": "101"}, "page_size"),
        ({**LILLE, "page": "0"}, "page"),
        ({**LILLE, "page": "x"}, "page"),
        ({"latitude": "50"}, "longitude"),
        ({**LILLE, "sort_by": "distance"}, "sort_by"),
    ],
    ids=str,
)
async def test_what_is_422(client, params, parameter):
    answer = await client.get("labonneboite", "/v2/recherche", params)
    assert (answer.status, answer.json()["detail"][0]["loc"]) == (422, ["query", parameter])


async def test_some_offices_lie_outside_the_radius(client):
    found = await search(client, LILLE, distance=10, page_size=100)
    distances = [
        math.hypot((one["location"]["lat"] - 50.6311) * 111.2, (one["location"]["lon"] - 3.0476) * 70.5)
        for one in found["items"]
    ]
    assert 10 < max(distances) < 16


@pytest.mark.parametrize(("code", "status", "body"), [("L1", 204, b""), ("L2", 200, b"null")])
async def test_other_answers_to_nothing(server, client, code, status, body):
    server.play(code)
    answer = await client.get("labonneboite", "/v2/recherche", {"citycode": "59350", "rome": "Z9999"})
    assert (answer.status, answer.body) == (status, body)


async def test_the_access_must_be_granted_by_hand(server, client):
    server.play("L3")
    answer = await client.get("labonneboite", "/v2/recherche", LILLE)
    assert (answer.status, answer.body) == (403, b"Invalid scope")


async def test_two_calls_per_second(server, client):
    server.control("POST", "reset")
    statuses = [(await client.get("labonneboite", "/v2/nombreEntreprise", LILLE)).status for _ in range(4)]
    assert statuses == [200, 200, 429, 429]


async def test_the_first_version_is_shut(client):
    answer = await client.get("labonneboite", "/v1/company/", {"rome_codes": "J1506"})
    assert (answer.status, answer.body) == (403, b"")


async def test_the_redirect_leads_to_the_same_offices(server, client):
    direct = await search(client, LILLE)
    server.play("L8")
    answer = await client.get("labonneboite", "/v2/recherche", LILLE)
    assert answer.status == 302
    location = answer.headers["Location"]
    assert location.startswith(f"{server.url}/api/v2/search/?")
    followed = await client.request("GET", location.removeprefix(server.url))
    assert followed.json()["items"] == direct["items"]


async def test_the_redirect_may_lead_elsewhere(server, client):
    server.switch(lbb_redirect302=True, lbb_redirect_to="https://elsewhere.invalid")
    answer = await client.get("labonneboite", "/v2/recherche", LILLE)
    assert answer.headers["Location"].startswith("https://elsewhere.invalid/api/v2/search/?")


async def test_counting_and_the_potential_of_one(client):
    found = await search(client, LILLE)
    counted = await client.get("labonneboite", "/v2/nombreEntreprise", LILLE)
    assert counted.json()["hits"] == found["hits"]
    office = found["items"][0]
    one = await client.get("labonneboite", "/v2/potentielEmbauche", {"siret": office["siret"]})
    assert one.json()["items"] == [office]
    for siret in ("12345678901234", "1", ""):
        assert (await client.get("labonneboite", "/v2/potentielEmbauche", {"siret": siret})).json() == {
            "items": []
        }


async def test_by_words_or_by_activity(client):
    by_words = await search(client, {"citycode": "59350", "job": "boulang", "page_size": "50"})
    assert "D1102" in {one["rome"] for one in by_words["items"]}
    by_naf = await search(client, {"citycode": "59350", "naf": "6201Z"})
    assert by_naf["hits"] > 0
