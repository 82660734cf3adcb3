"""Real servers for the tests: private data, free ports, started from the Debian binaries."""
