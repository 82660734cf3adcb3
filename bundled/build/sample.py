"""`python -m bundled.build.sample`: draw bassins.csv and tensions.csv, the sample that stands for both.

Neither has an openly packaged source. Reads communes.csv and occupations.csv; always writes the same bytes.
"""

import argparse
import csv
from pathlib import Path

import structlog

from bundled.build.files import write_csv
from bundled.build.sample_bassins import build_bassin_rows, count_people, read_places
from bundled.build.sample_tensions import build_tension_rows, read_distribution

BUNDLED = Path(__file__).resolve().parents[1]

log = structlog.get_logger()


def build_sample(source: Path, output: Path) -> None:
    """Read `source`/communes.csv and occupations.csv, write bassins.csv and tensions.csv into `output`."""
    places = read_places(source / "communes.csv")
    bassins = build_bassin_rows(places)
    people = count_people(places, bassins)
    tensions = build_tension_rows(_read_occupations(source / "occupations.csv"), people, read_distribution())
    write_csv(output / "bassins.csv", bassins)
    write_csv(output / "tensions.csv", tensions)
    log.info("sample_written", bassins=len(people), communes=len(bassins), tensions=len(tensions))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bundled.build.sample", description=__doc__)
    parser.add_argument("--output", type=Path, default=BUNDLED, help="folder to write to (%(default)s)")
    build_sample(BUNDLED, parser.parse_args().output)


def _read_occupations(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["code_rome"] for row in csv.DictReader(file)]


if __name__ == "__main__":
    main()
