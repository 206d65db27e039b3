"""Separated photos kept by content: in memory for a batch, on disk for the next run.

The cache never decides anything: a lost, spoilt or unwritable entry is only made
anew. Pass one object along; make it with :meth:`PhotoCache.of_user` in commands
and with a temporary folder, or none, in tests.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from msgspec import Struct, field

_MAGIC = b"pamphlet ink 1\n"
_DIGEST_BYTES = 32
_LENGTH_BYTES = 4
_SUFFIX = ".ink"

DISK_LIMIT = 256 * 1024 * 1024
"""Bytes on disk before the oldest entries go: some 150 covers in colour."""
MEMORY_LIMIT = 48 * 1024 * 1024
"""Bytes in memory before the oldest entries go: a batch keeps its photos, and stays under 150 MB."""

Facts = dict[str, str | int | float | bool]


class Entry(Struct, frozen=True):
    """What is kept: the encoded samples and the facts that go with them."""

    data: bytes
    facts: Facts


class PhotoCache(Struct, kw_only=True):
    """Entries by key, and digests of files by path, time and size.

    Attributes:
        folder: where entries are kept on disk; ``None`` keeps them in memory alone.
        disk_limit, memory_limit: in bytes.
    """

    folder: Path | None = None
    disk_limit: int = DISK_LIMIT
    memory_limit: int = MEMORY_LIMIT
    _entries: dict[str, Entry] = field(default_factory=dict)
    _digests: dict[tuple[str, int, int], str] = field(default_factory=dict)

    @classmethod
    def of_user(cls) -> PhotoCache:
        """Return a cache in the user's cache folder (on Linux below ``XDG_CACHE_HOME``)."""
        import platformdirs

        return cls(folder=platformdirs.user_cache_path("pamphlet", appauthor=False) / "ink")

    def digest(self, path: Path) -> str:
        """Return the SHA-256 of a file's bytes, read again only when its time or size has changed.

        Raises:
            OSError: the file cannot be read.
        """
        status = path.stat()
        stamp = (str(path), status.st_mtime_ns, status.st_size)
        known = self._digests.get(stamp)
        if known is None:
            with path.open("rb") as file:
                known = hashlib.file_digest(file, "sha256").hexdigest()
            self._digests[stamp] = known
        return known

    def get(self, key: str) -> Entry | None:
        """Return the entry of *key*, or None where there is none that is sound."""
        entry = self._entries.get(key)
        if entry is None and self.folder is not None:
            entry = _read(self.folder / (key + _SUFFIX))
            if entry is not None:
                self._keep(key, entry)
        return entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep *entry*; where the disk cannot be written, in memory alone."""
        self._keep(key, entry)
        if self.folder is not None:
            # A full disk or a read-only home must not stop a build that needs no cache.
            with contextlib.suppress(OSError):
                _write(self.folder / (key + _SUFFIX), entry)
                _trim(self.folder, self.disk_limit)

    def _keep(self, key: str, entry: Entry) -> None:
        self._entries[key] = entry
        held = sum(len(each.data) for each in self._entries.values())
        for oldest in list(self._entries)[:-1]:
            if held <= self.memory_limit:
                break
            held -= len(self._entries.pop(oldest).data)


def _read(path: Path) -> Entry | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST_BYTES
    body = memoryview(content)[start:]
    if content[: len(_MAGIC)] != _MAGIC or content[len(_MAGIC) : start] != hashlib.sha256(body).digest():
        return None
    data_at = _LENGTH_BYTES + int.from_bytes(body[:_LENGTH_BYTES], "big")
    return Entry(bytes(body[data_at:]), json.loads(bytes(body[_LENGTH_BYTES:data_at])))


def _write(path: Path, entry: Entry) -> None:
    facts = json.dumps(entry.facts, sort_keys=True).encode()
    body = len(facts).to_bytes(_LENGTH_BYTES, "big") + facts + entry.data
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        # No fsync: an entry that a power cut spoils fails its checksum and is made anew.
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + hashlib.sha256(body).digest() + body)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _trim(folder: Path, limit: int) -> None:
    entries = sorted((path.stat().st_mtime_ns, path) for path in folder.glob("*" + _SUFFIX))
    held = sum(path.stat().st_size for _, path in entries)
    for _, path in entries[:-1]:
        if held <= limit:
            break
        held -= path.stat().st_size
        path.unlink(missing_ok=True)
