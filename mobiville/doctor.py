"""`mobiville doctor`: what is missing or unreachable, and what to do about it."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from mobiville.dead_letters import find_dead_letters
from mobiville.portraits import StatusUnknownError, find_status
from mobiville.serve import PortInUseError, bind
from mobiville.settings import MobivilleSettings
from mobiville.states import StatesUnknownError, find_states
from services.importer.catalog import DATASETS
from services.importer.reference import BUNDLED
from shared.broker.connect import connect
from shared.broker.contract import BrokerError
from shared.http_client import create_session

_NEEDED_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` is empty when it is fine. `usable`: the product works all the same."""

    what: str
    found: str
    advice: str = ""
    usable: bool = False


async def examine(settings: MobivilleSettings) -> AsyncIterator[Finding]:
    """Look at one thing after the other."""
    yield _bundled_data()
    if settings.embedded:
        yield _home(settings.home)
        yield _port(settings)
    else:
        yield await _broker(settings)
        for name in ("cities", "tensions", "enrichment"):
            yield await _service(name, getattr(settings, f"{name}_url"))
    yield await _datasets(settings)
    yield await _portraits(settings)
    yield await _dead_letters(settings)


def _bundled_data() -> Finding:
    files = sorted({dataset.bundled for dataset in DATASETS if dataset.bundled})
    missing = [pattern for pattern in files if not list(BUNDLED.glob(pattern))]
    if missing:
        return Finding(
            "bundled data", f"missing: {', '.join(missing)}", "make bundled, or check the tree out again"
        )
    return Finding("bundled data", f"{len(files)} files in {BUNDLED}")


def _home(home: Path) -> Finding:
    existing = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    if not _is_writable(existing):
        return Finding(
            "home", f"{home} cannot be written", "set MOBIVILLE_HOME to a folder that you may write to"
        )
    free = shutil.disk_usage(existing).free
    if free < _NEEDED_BYTES:
        return Finding("home", f"{free // 1_000_000} MB left on {existing}", "free at least 500 MB there")
    return Finding("home", f"{home}, {free // 1_000_000_000} GB left")


def _is_writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _port(settings: MobivilleSettings) -> Finding:
    try:
        bind(settings.host, settings.port).close()
    except PortInUseError as error:
        return Finding("port", str(error), "stop what listens there (or it is Mobiville, already running)")
    return Finding("port", f"{settings.host}:{settings.port} is free")


async def _broker(settings: MobivilleSettings) -> Finding:
    assert settings.broker_url is not None  # noqa: S101  # not embedded
    try:
        broker = connect(settings.broker_url.get_secret_value(), name="doctor")
        await broker.check()
        await broker.close()
    except BrokerError as error:
        return Finding("broker", str(error), "start RabbitMQ, or correct MOBIVILLE_BROKER_URL")
    return Finding("broker", "answers")


async def _service(name: str, url: str) -> Finding:
    variable = f"MOBIVILLE_{name.upper()}_URL"
    try:
        async with (
            create_session("mobiville-cli", seconds=5) as session,
            session.get(f"{url}/health/ready") as response,
        ):
            parts = (await response.json()).get("parts", {})
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Finding(name, f"{url}: {error!r}", f"start {name}, or correct {variable}")
    faults = [f"{part}: {state}" for part, state in parts.items() if state != "ok"]
    return (
        Finding(name, "; ".join(faults), f"see the log of {name}")
        if faults
        else Finding(name, f"{url} is ready")
    )


async def _datasets(settings: MobivilleSettings) -> Finding:
    try:
        states = await find_states(settings)
    except StatesUnknownError as error:
        return Finding("datasets", str(error), "start the service")
    missing = [dataset.name for dataset in DATASETS if dataset.name not in states]
    samples = [name for name, state in states.items() if state.source.sample]
    notes = [f"{len(states)} of {len(DATASETS)} in use"]
    notes += [f"never imported: {', '.join(missing)}"] if missing else []
    notes += [f"sample only: {', '.join(samples)}"] if samples else []
    if not states:
        return Finding("datasets", notes[0], "mobiville serve imports the bundled ones; mobiville import all")
    if missing or samples:
        advice = "mobiville import NAME…, or mobiville import all --from FOLDER with files that you have"
        return Finding("datasets", "; ".join(notes), advice, usable=True)
    return Finding("datasets", notes[0])


async def _portraits(settings: MobivilleSettings) -> Finding:
    try:
        status = await find_status(settings)
    except StatusUnknownError as error:
        return Finding("portraits", str(error), "mobiville serve, or start enrichment", usable=True)
    kinds = status.kinds.values()
    found = f"{sum(kind.with_text for kind in kinds):,} of {sum(kind.places for kind in kinds):,} places"
    if status.sample:
        advice = "set ENRICHMENT_CONTACT to your mail address: Wikimedia asks for it"
        return Finding("portraits", f"{found}, of the stand-in: sample", advice, usable=True)
    if status.last_round and status.last_round.stopped:
        advice = "it goes on by itself; mobiville portraits status says how far it is"
        return Finding("portraits", f"{found}; resting: {status.last_round.stopped}", advice, usable=True)
    return Finding("portraits", found)


async def _dead_letters(settings: MobivilleSettings) -> Finding:
    try:
        letters = await find_dead_letters(settings)
    except BrokerError as error:
        return Finding("dead letters", str(error), "start RabbitMQ and the services")
    if letters:
        advice = "mobiville dead-letters list; once the cause is gone, mobiville dead-letters replay"
        return Finding("dead letters", f"{len(letters)} messages were given up", advice)
    return Finding("dead letters", "none")
