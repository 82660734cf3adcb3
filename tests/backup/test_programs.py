"""The SQL of a backup is run in other schemas than those it was written in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.errors import BackupError
from backup.programs import into

SQL = b"SET NAMES utf8mb4;\nUSE `cities`;\nINSERT INTO `help` VALUES\n('USE `cities`;'),\n('x');\n-- end"


@given(st.lists(st.integers(min_value=0, max_value=len(SQL)), max_size=5))
def test_only_statements_are_redirected_wherever_the_chunks_are_cut(cuts: list[int]):
    places = [0, *sorted(cuts), len(SQL)]
    chunks = [SQL[start:end] for start, end in pairwise(places)]
    assert b"".join(into({"cities": "scratch"}, chunks)) == SQL.replace(
        b"\nUSE `cities`;", b"\nUSE `scratch`;"
    )


def test_a_schema_that_is_not_expected_is_refused():
    with pytest.raises(BackupError, match="writes into mysql, which its manifest does not name: refused"):
        list(into({"cities": "scratch"}, [b"USE `mysql`;\nDROP TABLE user;\n"]))
