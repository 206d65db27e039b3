"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from pamphlet.errors import CannotWrite, Place

_CAUSES: dict[int, tuple[str, str, str]] = {
    errno.EACCES: ("write-permission", "no permission to write here", "choose another folder with -o"),
    errno.EPERM: ("write-permission", "no permission to write here", "choose another folder with -o"),
    errno.EROFS: ("write-permission", "the file system is read-only", "choose another folder with -o"),
    errno.ENOSPC: ("disk-full", "the disk is full", "make room, or choose another folder with -o"),
    errno.EDQUOT: ("disk-full", "the disk quota is used up", "make room, or choose another folder with -o"),
    errno.ENOTDIR: ("write-folder", "a part of the path is a file, not a folder", "choose another folder with -o"),
    errno.EEXIST: ("write-folder", "a file stands where the folder should be", "choose another folder with -o"),
    errno.EISDIR: ("write-folder", "a folder stands where the file should be", "move it away"),
    errno.ENAMETOOLONG: ("write-name", "the file name is too long", "set a shorter slug in leaflet.toml"),
}


def write_atomically(path: Path, content: bytes) -> None:
    """Write *content* to *path* so that a reader sees the old file or the whole new one.

    The folder is made where it is missing. The bytes go to a temporary file beside
    the target, are forced to the disk and then renamed onto it.

    Raises:
        CannotWrite: no permission, no folder, a full disk; nothing half-written is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(path, content)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _write_beside(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:64]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> CannotWrite:
    code, cause, cure = _CAUSES.get(
        error.errno or 0, ("write-failed", (error.strerror or str(error)).lower(), "choose another folder with -o")
    )
    return CannotWrite(code, f"cannot write {path.name}: {cause}", place=Place(file=str(path)), hint=cure)
