"""How the indexes under `newsparse/data/` are written: their files, and a manifest with digests beside them."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_index(target: Path, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
    """Writes the files and what is told of them, and prints their sizes."""
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (target / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes", file=sys.stderr, flush=True)
    write_manifest(target, manifest)


def write_manifest(target: Path, manifest: Mapping[str, Any]) -> None:
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def digests(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Size and SHA-256 of each file, by name."""
    return {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    }
