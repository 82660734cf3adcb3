"""A stand-in for Wikidata, its query service, French Wikipedia and Commons, as a real HTTP server."""
