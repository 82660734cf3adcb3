"""The crawl: what is due is fetched, kept and announced, by one replica, without end."""
