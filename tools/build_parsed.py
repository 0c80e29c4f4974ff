"""Writes the parsed twins of the rule files: newsparse/data/*/parsed.jsonl. Run it after a change to a TOML file.

A start of newsparse reads them instead of the TOML, as long as their checksums fit; a test tells when they don't.
"""

from __future__ import annotations

import json
from pathlib import Path
from zlib import crc32

from newsparse.rules.book import DATA, TWINS, parse_toml, plain_entries


def parsed(folder: Path) -> str:
    """The twins of a folder's files as JSON Lines; empty where there is nothing to parse."""
    files = sorted(folder.glob("*.toml"))
    lines = []
    for path in files:
        data = path.read_bytes()
        parts = [path.stem, crc32(data), plain_entries(parse_toml(path, data.decode()))]
        lines.append(json.dumps(parts, ensure_ascii=False, separators=(",", ":")) + "\n")
    return "".join(lines)


def main() -> None:
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir()):
        text = parsed(folder)
        if text:
            (folder / TWINS).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
