"""`python -m sandbox.wikimedia`: serve until SIGTERM."""

from aiohttp import web

from sandbox.wikimedia.app import create_app
from sandbox.wikimedia.settings import WikimediaSettings
from shared.logging import configure_logging
from shared.settings import read_settings


def main() -> None:
    """Read the settings, serve."""
    settings = read_settings(WikimediaSettings)
    configure_logging(settings.log_style, settings.log_level)
    web.run_app(create_app(settings), host=settings.host, port=settings.port, access_log=None, print=None)


if __name__ == "__main__":
    main()
