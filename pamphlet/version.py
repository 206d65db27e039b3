"""The version, read by the build and written into every file."""

VERSION = "0.1.0"
