"""Actors that come with the product."""
