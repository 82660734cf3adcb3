"""Databases to back up: the real schemas of cities and tensions with invented rows, and a third with what
those do not have (bytes, a foreign key), seen by a user that has the documented grants only."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from backup.settings import Settings
from shared.database import create_engine
from shared.migrations import migrate
from tests.servers.mariadb import MariaDB

SERVICES = Path(__file__).parents[2] / "services"
SCHEMAS = ("cities", "tensions", "keepsakes")
_ROWS = """
USE cities;
INSERT INTO region SELECT LPAD(seq, 2, '0'), CONCAT('Île n° ', seq, '\\nUSE `elsewhere`;'), NULL, seq / 7 FROM seq_1_to_40;
INSERT INTO price SELECT LPAD(seq, 5, '0'), seq * 1.1 / 3, NULLIF(seq % 5, 0) FROM seq_1_to_20000;
INSERT INTO outline VALUES ('region', '11', 'Île-de-France', '{"type": "Polygon", "é": [1.5, "\\'"]}');
INSERT INTO sync_dataset VALUES ('prices', 7, 'abc', '2026-11-01 01:02:03.456789', NULL, NULL, 20000);
INSERT INTO sync_run VALUES ('abc', 'prices', '2026-11-01 01:02:03.456789', 'applied', NULL, 1, 20000, '{}');
USE keepsakes;
CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0003');
CREATE TABLE album (id INT PRIMARY KEY, cover BLOB) ENGINE=InnoDB;
CREATE TABLE picture (id INT PRIMARY KEY, album INT NOT NULL, CONSTRAINT fk_picture_album FOREIGN KEY (album)
  REFERENCES album (id)) ENGINE=InnoDB;
INSERT INTO album VALUES (1, X'00FF0A5C27'), (2, NULL);
INSERT INTO picture SELECT seq, 1 + seq % 2 FROM seq_1_to_50;
"""
# docs/operations.md and compose.yaml give the backup's user these, and no more.
GRANTS = "SELECT, LOCK TABLES, INSERT, CREATE, ALTER, DROP, INDEX, REFERENCES"
USER = "backup_test"


@dataclass(frozen=True)
class World:
    """`rows()` is every row of every table that is not about an import under way."""

    server: MariaDB
    settings: Settings

    def rows(self) -> Mapping[str, str]:
        found = {}
        for schema in SCHEMAS:
            for table in self.tables(schema):
                columns = self.server.execute(
                    "SELECT GROUP_CONCAT(CONCAT(IF(data_type = 'blob', 'HEX(`', '(`'), column_name, '`)')"
                    " ORDER BY ordinal_position) FROM"
                    f" information_schema.columns WHERE table_schema = '{schema}' AND table_name = '{table}'"
                    " AND NOT (table_name = 'sync_dataset' AND column_name = 'version')"
                ).strip()
                found[f"{schema}.{table}"] = self.server.execute(
                    f"SELECT {columns} FROM {schema}.{table} ORDER BY {columns}"
                )
        return found

    def tables(self, schema: str) -> list[str]:
        listed = self.server.execute(f"SHOW TABLES FROM {schema}").split()
        return [name for name in listed if name != "sync_batch" and not name.endswith("_staging")]

    def scratch(self) -> str:
        """Schemas left over beside those in use."""
        return self.server.execute("SHOW DATABASES LIKE 'mobiville\\_backup\\_%'")


async def build_world(server: MariaDB, places: Path) -> World:
    for schema in SCHEMAS:
        url = server.create_database(schema)
        if (SERVICES / schema).exists():
            engine = create_engine(url)
            await migrate(engine, SERVICES / schema / "migrations")
            await engine.dispose()
    server.execute(_ROWS)
    grants = [f"GRANT {GRANTS} ON `{schema}`.* TO '{USER}'@'%'" for schema in SCHEMAS]
    grants += [f"GRANT ALL ON `mobiville\\_backup\\_%`.* TO '{USER}'@'%'"]
    server.execute(f"CREATE OR REPLACE USER '{USER}'@'%' IDENTIFIED BY 'se\"c\\\\r#et'; {'; '.join(grants)}")
    return World(server, settings_of(server, places))


def settings_of(server: MariaDB, places: Path, **others: object) -> Settings:
    values: dict[str, object] = {
        "database_url": SecretStr(f"mariadb+aiomysql://{USER}@127.0.0.1:{server.port}/?charset=utf8mb4"),
        "database_password": SecretStr('se"c\\r#et'),
        "environment": "production",
        "schemas": SCHEMAS,
        "directory": places / "first",
        "second_directory": places / "second",
        "lock_seconds": 5,
        **others,
    }
    return Settings.model_validate(values)
