"""Table of contents: method, path, handler."""

from shared.web.endpoints import Route

ROUTES: tuple[Route, ...] = ()
