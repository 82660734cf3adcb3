"""The operator's command, as a process, on a home that a first start has filled."""

from pathlib import Path

from services.importer.catalog import DATASETS
from tests.mobiville.conftest import ROOT, Run

DEPARTEMENTS = ROOT / "bundled" / "departements.csv"


def test_help_names_every_command(tmp_path: Path, run: Run):
    shown = run(tmp_path, "--help").stdout
    assert all(name in shown for name in ("serve", "import", "datasets", "dead-letters", "doctor"))


def test_importing_unchanged_data_changes_nothing(filled_home: Path, run: Run):
    done = run(filled_home, "import", "departements", "--from", str(DEPARTEMENTS))
    assert done.returncode == 0, done.stderr
    assert "cities: 0 new, 0 changed, 0 gone" in done.stdout


def test_a_foreign_file_is_refused_and_the_data_in_use_stay(filled_home: Path, tmp_path: Path, run: Run):
    foreign = tmp_path / "departements.csv"
    foreign.write_text("colour,size\nred,1\n")
    refused = run(filled_home, "import", "departements", "--from", str(foreign))
    assert refused.returncode == 1
    assert "departements: failed" in refused.stdout
    assert "colour" in refused.stdout
    assert "Traceback" not in refused.stderr
    assert " 101 " in _line(run(filled_home, "datasets").stdout, "departements")


def test_a_dry_run_sends_nothing(tmp_path: Path, run: Run):
    done = run(tmp_path / "home", "import", "departements", "--from", str(DEPARTEMENTS), "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "101 rows" in done.stdout
    assert "nothing was sent" in done.stdout
    assert not list(tmp_path.rglob("*.sqlite"))


def test_an_unknown_dataset_is_a_usage_error_with_a_hint(tmp_path: Path, run: Run):
    wrong = run(tmp_path, "import", "departments", "--dry-run")
    assert wrong.returncode == 2
    assert "departements" in wrong.stderr


def test_names_of_the_original_are_understood(filled_home: Path, run: Run):
    done = run(filled_home, "import", "regionsTensionsCriterions")
    assert done.returncode == 0, done.stderr
    assert "nothing to import" in done.stdout
    checked = run(filled_home, "import", "romeOgrs", "--from", str(ROOT / "bundled"), "--dry-run")
    assert "titles: 1,575 rows" in checked.stdout


def test_datasets_lists_them_all_with_their_state(filled_home: Path, run: Run):
    shown = run(filled_home, "datasets").stdout
    for dataset in DATASETS:
        assert ("never" in _line(shown, dataset.name)) == (dataset.bundled is None)
    assert "échantillon" in shown


def test_doctor_says_what_is_missing_and_what_to_do(filled_home: Path, run: Run):
    examined = run(filled_home, "doctor")
    assert examined.returncode == 0, examined.stdout
    assert "never imported: equipment" in examined.stdout.replace("\n", " ")
    assert "mobiville import" in examined.stdout


def test_a_damaged_home_is_told_in_a_line(tmp_path: Path, run: Run):
    (tmp_path / "cities.sqlite").write_bytes(b"garbage" * 100)
    examined = run(tmp_path, "doctor")
    assert examined.returncode == 1
    assert "cities.sqlite cannot be read" in examined.stdout.replace("\n", " ")
    listed = run(tmp_path, "datasets")
    assert listed.returncode == 1
    assert "Traceback" not in listed.stderr + examined.stderr


def test_a_home_that_cannot_be_made_is_told_in_a_line(run: Run):
    for command in (["serve"], ["import", "departements", "--from", str(DEPARTEMENTS)]):
        failed = run(Path("/proc/nope"), *command)
        assert failed.returncode == 1
        assert "/proc/nope" in failed.stderr
        assert "Traceback" not in failed.stderr


def test_doctor_fails_when_the_home_cannot_be_used(tmp_path: Path, run: Run):
    unusable = tmp_path / "file"
    unusable.write_text("not a folder")
    examined = run(unusable / "home", "doctor")
    assert examined.returncode == 1


def test_there_are_no_dead_letters_at_first(filled_home: Path, run: Run):
    assert "No dead letters." in run(filled_home, "dead-letters", "list").stdout


def test_a_wrong_setting_is_told_in_one_line(tmp_path: Path, run: Run, monkeypatch):
    monkeypatch.setenv("IMPORTER_MAX_DOWNLOAD_BYTES", "many")
    wrong = run(tmp_path, "import", "departements", "--from", str(DEPARTEMENTS), "--dry-run")
    assert wrong.returncode == 2
    assert "IMPORTER_MAX_DOWNLOAD_BYTES" in wrong.stderr
    assert len(wrong.stderr.splitlines()) == 1


def _line(table: str, dataset: str) -> str:
    """The row of a dataset; cells may be folded over several lines."""
    return next(line for line in table.splitlines() if f"│ {dataset} " in line)
