"""Every commune in memory: the columns that searches and sheets are answered from."""
