import pytest

from sandbox.francetravail.rome.fields import Schema, SelectorError, read_fields, select

LEAVES: Schema = {"code": None, "libelle": None}
SCHEMA: Schema = {**LEAVES, "appellations": {**LEAVES, "metier": LEAVES}}
RECORD = {
    "code": "A",
    "libelle": "a",
    "appellations": [{"code": "1", "libelle": "one", "metier": {"code": "A", "libelle": "a"}}],
}


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("code", {"code": "A"}),
        ("LIBELLE, code", {"libelle": "a", "code": "A"}),
        ("appellations(code)", {"appellations": [{"code": "1"}]}),
        (
            "appellations(metier(code),libelle)",
            {"appellations": [{"metier": {"code": "A"}, "libelle": "one"}]},
        ),
        ("code,appellations", {"code": "A", "appellations": RECORD["appellations"]}),
    ],
)
def test_fields_are_chosen_at_any_depth(text, selected):
    assert select(RECORD, read_fields(text, SCHEMA)) == selected


def test_what_a_record_does_not_tell_is_left_out():
    assert select({"code": "A", "libelle": None}, read_fields("code,libelle", SCHEMA)) == {"code": "A"}


@pytest.mark.parametrize(
    "text", ["", "foo", "code(libelle)", "appellations(foo)", "appellations(code", "code)", "a;b", "code,"]
)
def test_what_cannot_be_read(text):
    with pytest.raises(SelectorError):
        read_fields(text, SCHEMA)
