"""Editions: one language and one format of a leaflet, made from its folder to its file."""
