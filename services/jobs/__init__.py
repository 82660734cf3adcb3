"""Offers, labour-market figures, employers and events of France Travail, fronted for many visitors."""
