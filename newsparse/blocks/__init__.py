"""Blocks: lines with their marks become paragraphs, headings, list items, pictures and rules."""

from newsparse.blocks.build import Block, BlockKind, Layout, read_blocks

__all__ = ["Block", "BlockKind", "Layout", "read_blocks"]
