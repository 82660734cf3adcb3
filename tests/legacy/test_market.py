import pytest

from gateway.legacy.market import describe_market

TOWN = {"bassin": {"id": "5301"}}
ABSENT = {"value": None, "origin": None}


def figure(value, level="bassin", occupation="asked"):
    return {"value": value, "origin": {"territory": {"level": level}, "occupation": occupation}}


def market(rome="J1506", **figures):
    names = ("pay", "tension", "hiring_rate", "job_seekers", "offers")
    return {"rome": rome, **{name: figures.get(name, ABSENT) for name in names}}


def test_pay_rate_and_tension():
    around = market(
        pay=figure({"low": 1900.0, "high": 2600.0}), hiring_rate=figure({"percent": 61.5}, "region", "all")
    )
    described = describe_market(TOWN, 4, around, None)
    assert described == {
        "bassinId": "5301",
        "bassinTensionIndT": 2,
        "min": 1900.0,
        "max": 2600.0,
        "bassinTension": None,
        "deptTension": None,
        "hiringRate": 61.5,
    }


@pytest.mark.parametrize(
    ("offers", "seekers", "ratio"),
    [
        (figure({"count": 30}), figure({"count": 40}), 7.5),
        (figure({"count": 30}, "region"), figure({"count": 40}), None),
        (figure({"count": 30}), figure({"count": 40}, occupation="all"), None),
        (figure({"count": 30}), figure({"count": 0}), None),
        (ABSENT, figure({"count": 40}), None),
    ],
)
def test_offers_for_ten_seekers_are_of_the_same_place_and_occupation(offers, seekers, ratio):
    around = market(offers=offers, job_seekers=seekers)
    assert describe_market(TOWN, None, around, None)["bassinTension"] == ratio


def test_the_ratio_that_is_told_goes_before_the_one_worked_out():
    told = figure({"offers_per_10_seekers": 3.2}, "departement")
    figures = {name: figure({"count": 10}, "departement") for name in ("offers", "job_seekers")}
    assert describe_market(TOWN, None, None, market(tension=told, **figures))["deptTension"] == 3.2


def test_without_an_occupation_all_of_them_are_meant():
    figures = {name: figure({"count": 10}, "departement", "all") for name in ("offers", "job_seekers")}
    assert describe_market(TOWN, None, None, market(None, **figures))["deptTension"] == 10.0
