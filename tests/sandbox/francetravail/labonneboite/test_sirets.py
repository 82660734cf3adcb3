from hypothesis import given
from hypothesis import strategies as st

from sandbox.francetravail.labonneboite.sirets import OfficeKey, decode_siret, encode_siret


@given(st.integers(0, 40_000), st.integers(0, 511), st.integers(0, 4095))
def test_a_number_says_which_office_it_is(place, occupation, rank):
    key = OfficeKey(place, occupation, rank)
    siret = encode_siret(key)
    assert (len(siret), decode_siret(siret)) == (14, key)
