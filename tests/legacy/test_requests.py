import pytest
from pydantic import ValidationError

from gateway.legacy.requests import CitySearch, OfferCounts, OfferSearch


@pytest.mark.parametrize("given", [None, "", [], [""], ","])
def test_an_empty_text_is_no_code(given):
    assert CitySearch.model_validate({"codeRome": given}).code_rome == []


@pytest.mark.parametrize("given", ["J1506,K1304", ["J1506", "K1304"], [" J1506", "K1304 "]])
def test_codes_come_in_a_list_or_with_commas(given):
    assert CitySearch.model_validate({"codeRome": given}).code_rome == ["J1506", "K1304"]


def test_areas_may_be_numbers():
    asked = CitySearch.model_validate({"codeRegion": 1, "codeDepartement": 4})
    assert (asked.code_region, asked.code_departement) == (["01"], ["974"])


def test_nulls_are_as_good_as_nothing():
    asked = CitySearch.model_validate({"opportunity": None, "sortBy": None, "onlySearchInTension": None})
    assert asked == CitySearch.model_validate({})


@pytest.mark.parametrize(
    ("model", "content"),
    [
        (CitySearch, {"codeRome": "J15'06"}),
        (CitySearch, {"codeRome": ["A1101"] * 601}),
        (CitySearch, {"index": -1}),
        (CitySearch, {"opportunity": "3"}),
        (OfferSearch, {"insee": []}),
        (OfferSearch, {"insee": ["59350"] * 21}),
        (OfferCounts, {"inseeList": [[]]}),
        (OfferCounts, {"inseeList": [["59350"]] * 501}),
    ],
)
def test_what_cannot_be_used_is_refused(model, content):
    with pytest.raises(ValidationError):
        model.model_validate(content)
