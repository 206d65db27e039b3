"""Ink: print conditions, and photos made ready for the press."""
