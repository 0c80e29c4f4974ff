"""The version, as a literal that the build reads too."""

__version__ = "0.1.0"
