"""`python -m services.jobs`: serve until SIGTERM."""

from aiohttp import web

from services.jobs.app import create_app
from services.jobs.settings import JobsSettings
from shared.logging import configure_logging
from shared.settings import read_settings


def main() -> None:
    """Read the settings, serve; the work for a visitor who has left is cancelled."""
    settings = read_settings(JobsSettings)
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
