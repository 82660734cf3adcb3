import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.francetravail.offers.ids import decode_id, encode_id, is_well_formed


@given(st.integers(0, 650_000), st.integers(0, 699), st.booleans())
def test_an_identifier_says_which_offer_it_is(slot, generation, partner):
    offer_id = encode_id(slot, generation, partner=partner)
    assert is_well_formed(offer_id)
    assert len(offer_id) == (9 if partner else 7)
    assert decode_id(offer_id) == (slot, generation, partner)


@pytest.mark.parametrize("offer_id", ["", "207KQD", "207kqdm", "KQDM207", "195880412 ", "1958804120"])
def test_what_is_no_identifier(offer_id):
    assert not is_well_formed(offer_id)
