"""What is said: leaflet folders, front matter and Markdown → frozen articles and settings."""
