"""Whatever a file holds, a reader gives valid rows, reports, or refuses: nothing else comes out of it."""

import bz2
import gzip
import io
import zipfile
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.importer.catalog import DATASETS
from services.importer.dataset import Dataset, RefusedFileError
from services.importer.report import Report
from shared.events.rows import ROWS
from tests.importer.sources.small_files import REFERENCE

GEOGRAPHY = {"regions", "former-regions", "departements", "cities", "bassins", "outlines"}
OF_OTHERS = [dataset for dataset in DATASETS if dataset.name not in GEOGRAPHY]

COMPONENTS = [
    f"ind_{name}_d"
    for name in ("int_emb", "main_oeuvre", "dur_empl", "cond_travail", "mismatch_geo", "specif_form_empl")
]
# the right header, so that the rows are reached, and a name that tells what the reader wants to know
FILES = {
    "equipment-types": ("typequ_bpe2024.csv", "typequ;libelle;theme"),
    "equipment": ("BPE25.csv", "DEPCOM;TYPEQU;NB_EQUIP;AN"),
    "rents": ("pred-app-mef-dhup.csv", "INSEE_C;TYPPRED;loypredm2;lwr.IPm2;upr.IPm2"),
    "typical-rents": ("cities_rent.csv", "city;rent_t2;rent_t4;rent_m2;buy_m2"),
    "prices": ("dvf-communes-2019.csv", "INSEE_COM;Nb_Ventes;PrixMoyen_M2"),
    "social-housing": ("rpls-2021.csv", "DEPCOM,nb_ls"),
    "social-housing-delays": ("regions-social-housing.json", '[{"socialHousingDelay": 1, "name": "alsace"},'),
    "zoning-abc": ("zonage-abc.csv", "CODGEO;Zonage en vigueur"),
    "zoning-tlv": ("zonage-tlv.csv", "CODGEO;Zonage TLV post décret"),
    "temperatures": (
        "temperature-quotidienne-departementale.csv",
        "date_obs;code_insee_departement;tmoy;tmin;tmax",
    ),
    "hiring-sectors": ("secteurs_bassins.csv", "code_bassin;nb_de;secteur"),
    "offers": ("20211221_mv_villes_offre_full.csv", "\n".join(["01001;A1101;3;2021-12-21"] * 20)),
    "helps": ("helps.json", '[{"slug": "x"},'),
    "occupations": ("unix_referentiel_code_rome_v460_utf8.csv", "code_rome;libelle_rome;code_rome_parent"),
    "titles": ("unix_referentiel_appellation_v460_utf8.csv", "code_ogr;libelle_appellation_long;code_rome"),
    "skills": ("skills.csv", "code_rome;code_ogr;label;kind"),
    "pcs": ("table-correspondance-pcs-rome.csv", "J4Z40;655a;N4401"),
    "tensions": (
        "cities-tension.csv",
        f"annee;ROME;cbassin;oee;defm_abc;ind_tension_d;{';'.join(COMPONENTS)}",
    ),
}
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *(
                "01001",
                "1091",
                "75101",
                "2A004",
                "97502",
                "A504",
                "A1101",
                "2021-12-21",
                "8401",
                "X001",
                "TYPEQU",
            ),
            *(
                "",
                "NA",
                "-1",
                "1e400",
                "9" * 400,
                "1,5",
                "inf",
                "nan",
                "\u0661\u0662",
                '"',
                '"x',
                "PARIS",
                "Abis",
            ),
            *("1. Zone tendue", "commune", "655a", "J4Z40", "\0", "\r", "true"),
        ]
    ),
)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=13).map(";".join), max_size=12).map("\n".join)
COMMON = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(dataset: Dataset, path: Path) -> None:
    report = Report()
    try:
        rows = list(dataset.read([path], report, REFERENCE))
    except RefusedFileError:
        return
    assert all(isinstance(row, ROWS[dataset.name]) for row in rows)
    assert [ROWS[dataset.name].model_validate(row.model_dump()) for row in rows] == rows


def packed(content: bytes, how: str) -> bytes:
    if how == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("table.csv", content)
        return stream.getvalue()
    return gzip.compress(content) if how == "gz" else bz2.compress(content)


def test_every_dataset_of_these_readers_is_tried():
    assert set(FILES) == {dataset.name for dataset in OF_OTHERS}


@pytest.mark.parametrize("dataset", OF_OTHERS, ids=lambda dataset: dataset.name)
@COMMON
@given(content=st.binary(max_size=400))
def test_arbitrary_bytes(dataset: Dataset, tmp_path: Path, content: bytes):
    path = tmp_path / FILES[dataset.name][0]
    path.write_bytes(content)
    check(dataset, path)


@pytest.mark.parametrize("dataset", OF_OTHERS, ids=lambda dataset: dataset.name)
@COMMON
@given(lines=LINES)
def test_arbitrary_rows_under_the_right_header(dataset: Dataset, tmp_path: Path, lines: str):
    name, header = FILES[dataset.name]
    path = tmp_path / name
    path.write_text(f"{header}\n{lines}", encoding="utf-8", errors="surrogatepass", newline="")
    check(dataset, path)


@pytest.mark.parametrize("dataset", OF_OTHERS, ids=lambda dataset: dataset.name)
@COMMON
@given(
    lines=LINES,
    how=st.sampled_from(["zip", "gz", "bz2"]),
    damage=st.tuples(st.integers(1, 200), st.integers(0, 10_000)),
)
def test_archives_cut_and_damaged(
    dataset: Dataset, tmp_path: Path, lines: str, how: str, damage: tuple[int, int]
):
    name, header = FILES[dataset.name]
    cut, flipped = damage
    content = bytearray(packed(f"{header}\n{lines}".encode(errors="replace"), how)[:-cut])
    if content:
        content[flipped % len(content)] ^= 0xFF
    path = tmp_path / name
    path.write_bytes(content)
    check(dataset, path)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("alsace"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["slug", "title", "name", "socialHousingDelay", "code_rome", "libelle_rome", "fields"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("dataset", OF_OTHERS, ids=lambda dataset: dataset.name)
@COMMON
@given(document=JSON)
def test_arbitrary_json(dataset: Dataset, tmp_path: Path, document):
    path = tmp_path / FILES[dataset.name][0]
    path.write_bytes(orjson.dumps(document))
    check(dataset, path)
