"""`make chaos`: everything that can break is broken, on real servers and under load."""
