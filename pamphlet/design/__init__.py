"""How a leaflet looks, as data: themes."""
