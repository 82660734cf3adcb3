"""What cannot be used is told in one line that names the variable."""

import pytest

from backup.settings import Settings
from shared.settings import read_settings

GOOD = {
    "BACKUP_DATABASE_URL": "mariadb+aiomysql://backup:hidden@mariadb",
    "BACKUP_ENVIRONMENT": "production",
    "BACKUP_DIRECTORY": "/backups",
    "BACKUP_SECOND_DIRECTORY": "/second",
}


def test_schemas_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch):
    for name, value in {**GOOD, "BACKUP_SCHEMAS": "cities, tensions"}.items():
        monkeypatch.setenv(name, value)
    assert read_settings(Settings).schemas == ("cities", "tensions")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BACKUP_DATABASE_URL", "mysql://b:c@d", "BACKUP_DATABASE_URL: must start with mariadb+aiomysql://"),
        ("BACKUP_DATABASE_URL", "mariadb+aiomysql://b@d", "BACKUP_DATABASE_URL: has a user and no password"),
        ("BACKUP_ENVIRONMENT", "../prod", "BACKUP_ENVIRONMENT: String should match pattern"),
        (
            "BACKUP_SECOND_DIRECTORY",
            "/backups",
            "BACKUP_SECOND_DIRECTORY: is BACKUP_DIRECTORY: the second copy",
        ),
        ("BACKUP_DIRECTORY", "", "BACKUP_DIRECTORY: Field required"),
        ("BACKUP_HOUR", "24", "BACKUP_HOUR: Input should be less than or equal to 23"),
    ],
)
def test_what_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, said: str
):
    for known, good in {**GOOD, name: value}.items():
        monkeypatch.setenv(known, good)
    with pytest.raises(SystemExit):
        read_settings(Settings)
    written = capsys.readouterr().err
    assert said in written
    assert "hidden" not in written
    assert written.count("\n") == 1
