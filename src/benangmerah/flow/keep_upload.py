"""Files sent → the uploads of the data folder: under a random name, within a limit, each as what its content is."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benangmerah.exchange.imports.file_kind import CSV, PACKED, tell_kind, unpack
from benangmerah.exchange.imports.limits import read_limits
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.upload_folder import upload_folder

FIELD = "upload"
_LONGEST_STEM = 80
_LONGEST_NAME = 255
_STRANGE = re.compile(r"[^\w .()+-]")


@dataclass(frozen=True)
class SentFile:
    """A file as a browser sends it: the name on the sender's machine, and its bytes in pieces."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True)
class KeptUpload:
    """What was kept: the random folder, the names as they were sent, a hash and the size of all bytes."""

    folder: str
    file_name: str
    file_sha256: str
    size_bytes: int


def keep_upload(files: Sequence[SentFile]) -> KeptUpload:
    """Keep the files; raises RefusedFieldError, keeping nothing, where one is too large or no table at all."""
    folder = secrets.token_hex(16)
    path = folder_of(folder)
    path.mkdir(parents=True, mode=0o700)
    try:
        return _keep(files, folder, path)
    except UnreadableFileError as problem:
        shutil.rmtree(path)
        raise RefusedFieldError(FIELD, *problem.fault) from None
    except BaseException:
        shutil.rmtree(path)
        raise


def folder_of(folder: str) -> Path:
    """Where an upload stands."""
    return upload_folder() / folder


def path_of_upload(folder: str) -> Path:
    """What the importer reads: the one file, or the folder where there are several."""
    if not folder_of(folder).is_dir():
        raise BenangMerahError(message("The file of this import has been deleted."))
    files = sorted(each for each in folder_of(folder).iterdir() if each.is_file())
    return files[0] if len(files) == 1 else folder_of(folder)


def forget_upload(folder: str) -> None:
    """Delete the files of an upload."""
    shutil.rmtree(folder_of(folder), ignore_errors=True)


def _keep(files: Sequence[SentFile], folder: str, path: Path) -> KeptUpload:
    left = read_limits().upload_bytes
    hashes: list[str] = []
    size = 0
    for file in files:
        target = path / _safe_stem(file.name)
        digest, written = _write(file, target, left - size)
        size += written
        hashes.append(digest)
        _settle_kind(target, file.name, path)
    whole = hashes[0] if len(hashes) == 1 else sha256("".join(sorted(hashes)).encode()).hexdigest()
    names = ", ".join(Path(file.name).name for file in files)
    return KeptUpload(folder, names[:_LONGEST_NAME], whole, size)


def _write(file: SentFile, target: Path, left: int) -> tuple[str, int]:
    """Write the bytes as they come, and stop where they become too many."""
    digest, written = sha256(), 0
    with target.open("xb") as out:
        for chunk in file.chunks:
            written += len(chunk)
            if written > left:
                most = read_limits().upload_bytes // 2**20
                reason = message("The files are larger than {most} megabytes.", most=most)
                raise RefusedFieldError(FIELD, reason, message("Send the tables as CSV in a zip, or as Parquet."))
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest(), written


def _settle_kind(target: Path, name: str, path: Path) -> None:
    """Give the file the suffix of its content, or unpack it."""
    kind = tell_kind(target)
    if kind == PACKED:
        unpack(target, path)
        target.unlink()
        return
    stem = Path(name).stem if kind != CSV or Path(name).suffix else name
    final = path / f"{_plain(stem)}{kind}"
    if final.exists():
        raise UnreadableFileError((message("Two files have the name {name}.", name=name), message("Leave one out.")))
    target.rename(final)


def _safe_stem(name: str) -> str:
    """A name under which the bytes are written until it is known what they are."""
    return f"{secrets.token_hex(4)}-{_plain(Path(name).stem)}"


def _plain(stem: str) -> str:
    """The name without anything that a file system or a page could take for more than a name."""
    return _STRANGE.sub("_", stem).strip(" .")[:_LONGEST_STEM] or "data"
