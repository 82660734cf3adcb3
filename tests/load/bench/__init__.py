"""`make bench`: what it costs, measured beside what it could cost; writes docs/benchmarks.md."""
