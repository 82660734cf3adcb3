from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.mariadb import MariaDB
from tests.servers.rabbitmq import RabbitMQ
from tests.system.stack import Stack, running_stack


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """Servers of this test's own, as it may kill them."""
    mariadb, rabbitmq = MariaDB(tmp_path / "mariadb"), RabbitMQ(tmp_path / "rabbitmq")
    (tmp_path / "mariadb").mkdir()
    (tmp_path / "rabbitmq").mkdir()
    mariadb.start()
    rabbitmq.start()
    try:
        with running_stack(mariadb, rabbitmq, tmp_path) as running:
            yield running
    finally:
        mariadb.kill9()
        rabbitmq.kill9()
