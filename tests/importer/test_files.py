import bz2
import gzip
import zipfile
from pathlib import Path

import pytest

from services.importer.dataset import RefusedFileError
from services.importer.files import decode, open_data, read_json

TEXT = b"code;name\n01001;L'Abergement\n" * 500


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def packed(path: Path, how: str) -> Path:
    if how == "zip":
        return zipped(path, {"data.csv": TEXT})
    path.write_bytes({"plain": TEXT, "gz": gzip.compress(TEXT), "bz2": bz2.compress(TEXT)}[how])
    return path


@pytest.mark.parametrize("how", ["plain", "zip", "gz", "bz2"])
def test_content_tells_how_a_file_is_packed_whatever_its_name(tmp_path: Path, how: str):
    with open_data(packed(tmp_path / "download", how)) as stream:
        assert stream.read() == TEXT


@pytest.mark.parametrize("how", ["zip", "gz", "bz2"])
def test_a_truncated_archive_is_refused(tmp_path: Path, how: str):
    path = packed(tmp_path / "data", how)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(RefusedFileError, match="data: truncated or damaged"), open_data(path) as stream:
        stream.read()


@pytest.mark.parametrize("how", ["zip", "gz", "bz2"])
def test_a_flipped_bit_is_refused(tmp_path: Path, how: str):
    path = packed(tmp_path / "data", how)
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(RefusedFileError), open_data(path) as stream:
        stream.read()


def test_the_one_member_that_matches_is_read(tmp_path: Path):
    path = zipped(tmp_path / "BPE25.zip", {"doc/varmod.csv": b"labels", "BPE25.CSV": b"data"})
    with open_data(path, member="bpe*.csv") as stream:
        assert stream.read() == b"data"


def test_an_archive_without_one_clear_member_is_refused_with_what_it_holds(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", {"one.csv": b"", "two.csv": b""})
    with pytest.raises(RefusedFileError, match=r"found \['one.csv', 'two.csv'\]"), open_data(path):
        pass


def test_a_zip_bomb_is_refused_before_it_is_unpacked_whole(tmp_path: Path):
    path = zipped(tmp_path / "bomb.zip", {"zeros.csv": bytes(30_000_000)})
    assert path.stat().st_size < 100_000
    with (
        pytest.raises(RefusedFileError, match="more than 1,000,000 bytes"),
        open_data(path, max_bytes=1_000_000) as stream,
    ):
        stream.read(2_000_000)


def test_a_missing_file_is_refused_with_the_reason(tmp_path: Path):
    with (
        pytest.raises(RefusedFileError, match=r"cannot be read .*No such file"),
        open_data(tmp_path / "no.csv"),
    ):
        pass


def test_an_error_of_the_caller_is_not_taken_for_damage(tmp_path: Path):
    with pytest.raises(PermissionError), open_data(packed(tmp_path / "data", "plain")):
        raise PermissionError("report folder")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_is_found(encoding: str):
    assert decode("Œuilly, Côte d’Or, €".encode(encoding)) == "Œuilly, Côte d’Or, €"


def test_bytes_that_cp1252_lacks_are_read_as_latin_1():
    assert decode(b"\xe9\x81") == "é\x81"


def test_a_given_encoding_is_used():
    assert decode("Œuf".encode("iso-8859-15"), "iso-8859-15") == "Œuf"


def test_json_with_a_byte_order_mark_is_read(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_bytes('\ufeff{"nom": "Évry"}'.encode())
    assert read_json(path) == {"nom": "Évry"}


@pytest.mark.parametrize("content", [b'[{"code": "01"}, {"co', b"", b"<html>503</html>", b"[NaN]"])
def test_what_is_not_whole_json_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(RefusedFileError, match=r"a.json: not a JSON document, or truncated"):
        read_json(path)


def test_json_larger_than_allowed_is_refused(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_bytes(b"[" + b"0," * 1_000 + b"0]")
    with pytest.raises(RefusedFileError, match="more than 1,000 bytes"):
        read_json(path, max_bytes=1_000)
