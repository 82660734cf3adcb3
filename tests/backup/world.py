"""Databases to back up: the real schemas of cities and tensions with invented rows, and a third with what
those do not have (bytes, a foreign key), seen by a user that has the documented grants only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from backup.settings import Settings
from shared.database import create_engine
from shared.migrations import migrate
from tests.servers.mariadb import MariaDB

SERVICES = Path(__file__).parents[2] / "services"
SCHEMAS = ("mobiville_cities", "mobiville_tensions", "keepsakes")
SMALL = ("keepsakes",)
FRESH = ("mobiville_cities", "mobiville_tensions", "mobiville_enrichment")
IMPORTED = """
USE mobiville_cities;
INSERT INTO region SELECT LPAD(seq, 2, '0'), CONCAT('Île n° ', seq, '\\nUSE `elsewhere`;'), NULL, seq / 7
  FROM seq_1_to_40;
INSERT INTO price SELECT LPAD(seq, 5, '0'), seq * 1.1 / 3, NULLIF(seq % 5, 0) FROM seq_1_to_20000;
INSERT INTO outline VALUES ('region', '11', 'Île-de-France', '{"type": "Polygon", "é": [1.5, "\\'"]}');
INSERT INTO sync_dataset VALUES ('prices', 7, 'abc', '2026-11-01 01:02:03.456789', NULL, NULL, 20000);
INSERT INTO sync_run VALUES ('abc', 'prices', '2026-11-01 01:02:03.456789', 'applied', NULL, 1, 20000, '{}');
"""
_KEEPSAKES = """
USE keepsakes;
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0003');
CREATE TABLE album (id INT PRIMARY KEY, cover BLOB) ENGINE=InnoDB;
CREATE TABLE picture (id INT PRIMARY KEY, album INT NOT NULL, taken INT NOT NULL,
  CONSTRAINT fk_picture_album FOREIGN KEY (album) REFERENCES album (id)) ENGINE=InnoDB;
INSERT INTO album VALUES (1, X'00FF0A5C27'), (2, NULL);
INSERT INTO picture SELECT seq, 1 + seq % 2, 0 FROM seq_1_to_5000;
"""
# docs/operations.md and compose.yaml give the backup's user these, and no more.
GRANTS = "SELECT, LOCK TABLES, INSERT, CREATE, ALTER, DROP"
USER = "backup_test"


@dataclass(frozen=True)
class World:
    """`rows()` is every row of every table that is not about an import under way."""

    server: MariaDB
    settings: Settings

    def rows(self) -> Mapping[str, list[str]]:
        """Of each table that is not of imports under way; without the versions that a restore raises."""
        columns = self.server.execute(
            "SELECT table_schema, table_name, GROUP_CONCAT(CONCAT(IF(data_type = 'blob', 'HEX(`', '(`'),"
            " column_name, '`)') ORDER BY ordinal_position) FROM information_schema.columns"
            f" WHERE table_schema IN ({str(self.settings.schemas)[1:-1].rstrip(',')}) AND"
            " NOT (table_name = 'sync_dataset' AND column_name = 'version') AND table_name <> 'sync_batch'"
            " AND table_name NOT LIKE '%_staging' GROUP BY 1, 2 ORDER BY 1, 2"
        )
        tables = [line.split("\t") for line in columns.splitlines()]
        selects = [
            f"SELECT {listed} FROM {schema}.{name} ORDER BY {listed}" for schema, name, listed in tables
        ]
        answers = re.split(r"(?m)^-\n", self.server.execute("; SELECT '-'; ".join(selects)))
        names = [f"{schema}.{name}" for schema, name, _ in tables]
        return {name: answer.splitlines() for name, answer in zip(names, answers, strict=True)}

    def scratch(self) -> str:
        """Schemas left over beside those in use."""
        return self.server.execute("SHOW DATABASES LIKE 'mobiville\\_backup\\_%'")


async def build_world(server: MariaDB, places: Path, schemas: tuple[str, ...]) -> World:
    for schema in schemas:
        url = server.create_database(schema)
        migrations = SERVICES / schema.removeprefix("mobiville_") / "migrations"
        if migrations.exists():
            engine = create_engine(url)
            await migrate(engine, migrations)
            await engine.dispose()
    if "keepsakes" in schemas:
        server.execute((IMPORTED if "mobiville_cities" in schemas else "") + _KEEPSAKES)
    grants = [f"GRANT {GRANTS} ON `{schema}`.* TO '{USER}'@'%'" for schema in schemas]
    grants += [f"GRANT ALL ON `mobiville\\_backup\\_%`.* TO '{USER}'@'%'"]
    server.execute(f"CREATE OR REPLACE USER '{USER}'@'%' IDENTIFIED BY 'se\"c\\\\r#et'; {'; '.join(grants)}")
    return World(server, settings_of(server, places, schemas=schemas))


def settings_of(server: MariaDB, places: Path, **others: object) -> Settings:
    values: dict[str, object] = {
        "database_url": SecretStr(f"mariadb+aiomysql://{USER}@127.0.0.1:{server.port}"),
        "database_password": SecretStr('se"c\\r#et'),
        "environment": "production",
        "schemas": SCHEMAS,
        "directory": places / "first",
        "second_directory": places / "second",
        "lock_seconds": 5,
        **others,
    }
    return Settings.model_validate(values)
