"""The query service: as much SPARQL as it takes to find the items of places."""
