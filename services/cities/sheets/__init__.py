"""What living in a town or an area is like: answers that bring figures together."""
