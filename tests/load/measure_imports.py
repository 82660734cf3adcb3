"""`make measure-imports`: every dataset through RabbitMQ into MariaDB, beside LOAD DATA of the same rows.

Prints one line a dataset: rows, seconds from the first byte read to the owners' "applied", the part
of it that reading and checking the file took, rows/s, and the seconds of LOAD DATA INFILE of the rows of
each owner's table into an empty copy of it on the same server. Each begins when what came before it, such as
the owners' own work after an import, is over. Then the memory of each process.
"""

import argparse
import asyncio
import csv
import resource
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Table

from services.cities.tables import TARGETS as CITIES_TARGETS
from services.enrichment.tables import TARGETS as ENRICHMENT_TARGETS
from services.importer.catalog import DATASETS
from services.importer.dataset import Dataset
from services.importer.importing import Importer, import_dataset, open_importer
from services.importer.locate import NoFileError, locate_files
from services.importer.progress import Progress
from services.importer.reference import load_reference
from services.importer.settings import ImporterSettings
from services.tensions.tables import TARGETS as TENSIONS_TARGETS
from shared.broker.connect import connect
from shared.logging import configure_logging
from tests.importer.bpe_files import write_bpe
from tests.load.offers_bench import cpu_seconds
from tests.servers.mariadb import MariaDB
from tests.servers.rabbitmq import RabbitMQ
from tests.system.stack import ROOT, Stack, running_stack
from tests.waiting import until

SHARED = ROOT.parent / "shared" / "data"
_TARGETS = {"cities": CITIES_TARGETS, "tensions": TENSIONS_TARGETS, "enrichment": ENRICHMENT_TARGETS}
_IDLE_SHARE = 0.05  # of a processor


@dataclass
class Measure:
    dataset: str
    rows: int
    reading: float
    total: float
    load_data: float

    def line(self) -> str:
        ratio = (self.total - self.reading) / self.load_data
        return (
            f"| {self.dataset} | {self.rows:,} | {self.total:.2f} | {self.reading:.2f} "
            f"| {self.rows / self.total:,.0f} | {self.load_data:.2f} | {ratio:.1f} |"
        )


async def measure(stack: Stack, importer: Importer, dataset: Dataset, origin: Path) -> Measure:
    located = await locate_files(dataset, origin)
    begun = read = 0.0

    def notice(progress: Progress) -> None:
        nonlocal read
        if progress.phase == "reading":
            read = time.monotonic()

    await until(lambda: is_idle(stack), seconds=120, every=0)
    begun = time.monotonic()
    outcome = await import_dataset(importer, dataset, located, notice)
    load_data = 0.0
    for owner in outcome.owners:
        await until(lambda: is_idle(stack), seconds=120, every=0)
        table = _TARGETS[owner][dataset.name].table
        load_data += await asyncio.to_thread(time_load_data, stack, owner, table)
    rows = max(applied.total for applied in outcome.owners.values())
    return Measure(dataset.name, rows, read - begun, outcome.seconds, load_data)


async def is_idle(stack: Stack, seconds: float = 0.3) -> bool:
    """Whether the services and their database rest for so long."""
    processes = [stack.mariadb.process, *(service.process for service in stack.services.values())]
    before = sum(map(cpu_seconds, processes))
    await asyncio.sleep(seconds)
    return sum(map(cpu_seconds, processes)) - before < _IDLE_SHARE * seconds


def time_load_data(stack: Stack, owner: str, table: Table) -> float:
    """Seconds of LOAD DATA of the table's rows into an empty copy of it."""
    database = stack.databases[owner].rsplit("/", 1)[1].split("?")[0]
    file = stack.home / f"{database}.{table.name}.tsv"
    stack.mariadb.execute(f"SELECT * FROM `{database}`.`{table.name}` INTO OUTFILE '{file}'")  # noqa: S608
    stack.mariadb.execute(f"CREATE TABLE `{database}`.`{table.name}_copy` LIKE `{database}`.`{table.name}`")
    begun = time.perf_counter()
    stack.mariadb.execute(f"LOAD DATA INFILE '{file}' INTO TABLE `{database}`.`{table.name}_copy`")
    return time.perf_counter() - begun


def memory_of(stack: Stack) -> list[str]:
    """Resident memory of each service, and the peak of this process, which is the importer."""
    lines = []
    for name, service in stack.services.items():
        status = Path(f"/proc/{service.process.pid}/status").read_text(encoding="utf-8")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]
        lines.append(f"{name}: {int(resident) // 1024} MB, peak {int(peak) // 1024} MB")
    importer = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [*lines, f"importer (this process): peak {importer} MB"]


def equipment_types() -> tuple[str, ...]:
    """The 229 types of the BPE 2024."""
    with (SHARED / "bpe" / "typequ_bpe2024.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["typequ"] for row in csv.DictReader(file))


async def run(stack: Stack, home: Path, bpe_rows: int, names: Sequence[str]) -> None:
    settings = ImporterSettings(cache_dir=home / "downloads", reports_dir=home / "reports")
    broker = connect(stack.amqp, name="measure")
    importer = await open_importer(broker, load_reference(), settings)
    bpe = home / "bpe" / "BPE24.csv"
    bpe.parent.mkdir()
    people = {code: facts.population or 0 for code, facts in importer.reference.communes.items()}
    # in a process of its own, as this one's memory is measured
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        other.submit(write_bpe, bpe, bpe_rows, people, types=equipment_types()).result()
    print("| dataset | rows | seconds | of which reading | rows/s | LOAD DATA | ratio without reading |")
    print("|---|---|---|---|---|---|---|")
    for dataset in (one for one in DATASETS if not names or one.name in names):
        origin = bpe if dataset.name == "equipment" else SHARED
        try:
            print((await measure(stack, importer, dataset, origin)).line(), flush=True)
        except NoFileError:
            print(f"| {dataset.name} | no file in {origin} | | | | | |", flush=True)
    print("\n".join(memory_of(stack)))
    await broker.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bpe-rows", type=int, default=2_500_000)
    parser.add_argument("--datasets", nargs="+", choices=[one.name for one in DATASETS], default=())
    arguments = parser.parse_args()
    configure_logging("console", "WARNING")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        for name in ("mariadb", "rabbitmq"):
            (home / name).mkdir()
        mariadb, rabbitmq = MariaDB(home / "mariadb"), RabbitMQ(home / "rabbitmq")
        mariadb.start()
        rabbitmq.start()
        with running_stack(mariadb, rabbitmq, home) as stack:
            asyncio.run(run(stack, home, arguments.bpe_rows, arguments.datasets))


if __name__ == "__main__":
    main()
