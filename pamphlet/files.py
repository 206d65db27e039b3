"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from pamphlet.errors import BadInput, CannotWrite, Place

_CAUSES: dict[int, tuple[str, str, str]] = {
    errno.EACCES: ("write-permission", "no permission to write here", "choose another folder"),
    errno.EPERM: ("write-permission", "no permission to write here", "choose another folder"),
    errno.EROFS: ("write-permission", "the file system is read-only", "choose another folder"),
    errno.ENOSPC: ("disk-full", "the disk is full", "make room, or choose another folder"),
    errno.EDQUOT: ("disk-full", "the disk quota is used up", "make room, or choose another folder"),
    errno.ENOTDIR: ("write-folder", "a part of the path is a file, not a folder", "choose another folder"),
    errno.EEXIST: ("write-folder", "a file stands where the folder should be", "choose another folder"),
    errno.EISDIR: ("write-folder", "a folder stands where the file should be", "move it away"),
    errno.ENAMETOOLONG: ("write-name", "the file name is too long", "set a shorter slug in leaflet.toml"),
}


_PDF_HEAD = 1024
"""Bytes of a file in which readers look for the mark of a PDF (ISO 32000-1, annex H, note 13)."""


def refuse_unlike_pdf(path: Path) -> None:
    """Refuse to write a PDF under a name that says otherwise, or over a file that holds something else.

    Raises:
        BadInput: the name does not end in ``.pdf``, or what lies there is no PDF.
        CannotWrite: what lies there cannot be looked into.
    """
    if path.suffix.lower() != ".pdf":
        hint = f"name it {path.name}.pdf; nothing has been written"
        raise BadInput("write-ending", "what is written is a PDF", place=Place(file=str(path)), hint=hint)
    try:
        with path.open("rb") as stream:
            head = stream.read(_PDF_HEAD)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return  # nothing to lose; the writing tells what stands in the way
    except OSError as error:
        raise _cannot_write(path, error) from error
    if head and b"%PDF-" not in head:
        hint = "choose another name; nothing has been written"
        raise BadInput("write-over", "a file lies there that is no PDF", place=Place(file=str(path)), hint=hint)


def write_atomically(path: Path, content: bytes) -> None:
    """Write *content* to *path* so that a reader sees the old file or the whole new one.

    The folder is made where it is missing. The bytes go to a temporary file beside
    the target, are forced to the disk and then renamed onto it.

    Raises:
        CannotWrite: no permission, no folder, a full disk; nothing half-written is left.
    """
    with written_beside(path, content) as file:
        file.keep()


@contextlib.contextmanager
def written_beside(path: Path, content: bytes) -> Iterator[BesideFile]:
    """Write *content* beside *path* while the block runs, in a thread: what is checked is on its way to the disk.

    Only :meth:`BesideFile.keep` gives it its name; a block that ends without leaves nothing.

    Raises:
        CannotWrite: from ``keep``: no permission, no folder, a full disk.
    """
    file = BesideFile(path, content)
    try:
        yield file
    finally:
        file.drop()


def keep_all(files: Sequence[BesideFile]) -> None:
    """Give several files their names, all or none.

    Raises:
        CannotWrite: one of them could not be written, or a folder stands in its place; then none has its name.
    """
    for file in files:
        file.wait()
    for file in files:
        file.keep()


class BesideFile:
    """A file that is written beside its target, and becomes it when it is kept."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        self._content = content
        self._name: Path | None = None
        self._error: BaseException | None = None
        self._mode = 0o666 & ~_umask()  # not in the thread: it can only be read by setting it
        self._thread = threading.Thread(target=self._write)
        self._thread.start()

    def keep(self) -> None:
        """Rename the file onto its target once it is on the disk.

        Raises:
            CannotWrite: it could not be written or renamed.
        """
        self.wait()
        try:
            assert self._name is not None  # written without an error
            self._name.replace(self._path)
        except OSError as error:
            raise _cannot_write(self._path, error) from error
        self._name = None

    def wait(self) -> None:
        """Wait until the file is on the disk and can be kept.

        Raises:
            CannotWrite: it could not be written, or a folder stands in its place.
        """
        self._thread.join()
        try:
            if self._error is not None:
                raise self._error
            if self._path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        except OSError as error:
            raise _cannot_write(self._path, error) from error

    def drop(self) -> None:
        """Remove the file where it was not kept."""
        self._thread.join()
        if self._name is not None:
            with contextlib.suppress(OSError):
                self._name.unlink()
            self._name = None

    def _write(self) -> None:
        path = self._path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{path.name[:64]}.", suffix=".part", dir=path.parent)
            self._name = Path(name)
            with os.fdopen(handle, "wb") as stream:
                self._name.chmod(self._mode)
                stream.write(self._content)
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException as error:  # told by keep, in the thread that asks
            self._error = error


def _umask() -> int:
    """Return the process's umask."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> CannotWrite:
    code, cause, cure = _CAUSES.get(
        error.errno or 0, ("write-failed", (error.strerror or str(error)).lower(), "choose another folder")
    )
    return CannotWrite(code, f"cannot write {path.name}: {cause}", place=Place(file=str(path)), hint=cure)
