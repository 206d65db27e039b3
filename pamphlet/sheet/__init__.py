"""Panels to paper: fold schemes, page boxes, bleed and printer's marks."""
