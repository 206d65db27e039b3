"""What Pamphlet costs and how it sets, measured beside its peers in one run; not installed with the package."""
