import json
from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from tests.importer.sources.small_files import read, write

ITEM = (
    "<item_referentiel_code_rome><code_ogr>6</code_ogr><code_rome>A1101</code_rome>"
    "<libelle>Conduite d'engins &amp; récolte</libelle><statut1>1</statut1></item_referentiel_code_rome>"
)


def xml(tmp_path: Path, text: str) -> Path:
    return write(tmp_path / "unix_referentiel_code_rome_v346_utf8.xml", [text])


def test_xml_without_declaration_is_read_as_utf8(tmp_path: Path):
    result = read("occupations", xml(tmp_path, f"<ogr>{ITEM}</ogr>"))
    assert result.rows == [{"code_rome": "A1101", "label": "Conduite d'engins & récolte", "parent": None}]


def test_a_document_type_is_refused_before_any_entity_unpacks(tmp_path: Path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><ogr>&b;</ogr>'
    with pytest.raises(RefusedFileError, match="document type is not accepted"):
        read("occupations", xml(tmp_path, bomb))


def test_an_external_entity_is_refused(tmp_path: Path):
    path = xml(tmp_path, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><ogr>&a;</ogr>')
    with pytest.raises(RefusedFileError):
        read("occupations", path)


@pytest.mark.parametrize("text", [f"<ogr>{ITEM}", "<ogr><item>", "<ogr>&unknown;</ogr>", "<a></b>"])
def test_truncated_or_broken_xml_is_refused(tmp_path: Path, text: str):
    with pytest.raises(RefusedFileError, match="not XML, or truncated"):
        read("occupations", xml(tmp_path, text))


def test_xml_of_something_else_is_refused_with_its_fields(tmp_path: Path):
    with pytest.raises(RefusedFileError, match=r"missing fields: code_rome.*Fields found: loc"):
        read("occupations", xml(tmp_path, "<urlset><url><loc>x</loc></url></urlset>"))


def test_a_long_xml_is_read_across_chunks(tmp_path: Path):
    items = (ITEM.replace("A1101", f"A{number:04}") for number in range(2_000))
    assert len(read("occupations", xml(tmp_path, f"<ogr>{''.join(items)}</ogr>")).rows) == 2_000


@pytest.mark.parametrize("encoding", ["iso-8859-15", "utf-8"])
def test_json_is_read_in_the_encoding_of_the_producer_and_in_utf8(tmp_path: Path, encoding: str):
    items = [{"code_rome": "L1401", "libelle_rome": "Chef d'œuvre à 5 €", "code_rome_parent": None}]
    path = tmp_path / "unix_referentiel_code_rome_v461.json"
    path.write_bytes(json.dumps(items, ensure_ascii=False).encode(encoding))
    assert read("occupations", path).rows[0]["label"] == "Chef d'œuvre à 5 €"


@pytest.mark.parametrize("text", ['[{"code_rome": "A1101"', "[1, 2]", '{"a": 1}'])
def test_json_that_is_no_list_of_objects_is_refused(tmp_path: Path, text: str):
    with pytest.raises(RefusedFileError):
        read("occupations", write(tmp_path / "x.json", [text]))
