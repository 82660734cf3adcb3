from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.mariadb import MariaDB
from tests.servers.rabbitmq import RabbitMQ
from tests.system.stack import Stack, running_stack


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MariaDB, RabbitMQ]]:
    """Servers of these tests' own, as they kill them."""
    mariadb = MariaDB(tmp_path_factory.mktemp("mariadb"))
    rabbitmq = RabbitMQ(tmp_path_factory.mktemp("rabbitmq"))
    mariadb.start()
    rabbitmq.start()
    yield mariadb, rabbitmq
    mariadb.kill9()
    rabbitmq.stop()


@pytest.fixture
def stack(servers: tuple[MariaDB, RabbitMQ], tmp_path: Path) -> Iterator[Stack]:
    with running_stack(*servers, tmp_path) as running:
        yield running
