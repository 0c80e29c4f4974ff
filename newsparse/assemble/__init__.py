"""Assembling: labelled blocks, dates and quotes become an `Article`."""

from newsparse.assemble.article import Material, assemble

__all__ = ["Material", "assemble"]
