"""`python -m gateway.legacy`: serve until SIGTERM."""

from aiohttp import web

from gateway.legacy.app import create_app
from gateway.legacy.settings import LegacySettings
from shared.logging import configure_logging
from shared.settings import read_settings


def main() -> None:
    """Read the settings, serve; the work for a visitor who has left is cancelled."""
    settings = read_settings(LegacySettings)
    configure_logging(settings.log_style, settings.log_level)
    web.run_app(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=None,
        print=None,
        handler_cancellation=True,
    )


if __name__ == "__main__":
    main()
