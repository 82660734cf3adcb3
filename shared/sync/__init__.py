"""How an owner takes a sync in: staged batch by batch, then swapped for the old rows in one transaction."""
