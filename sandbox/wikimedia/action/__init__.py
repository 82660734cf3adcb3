"""The Action API (w/api.php) of the three wikis."""
