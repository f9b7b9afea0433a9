"""Policy file → policy: the agency's YAML over the defaults of the law library, every fault with its line."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path

from benangmerah.domain.policy import Policy, PolicyError, Tree, read_policy
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.regulations.strict_yaml import Document, DocumentError, read_yaml


def read_policy_file(path: Path | None) -> Policy:
    """The agency's policy; without a file the defaults."""
    defaults = default_policy()
    if path is None:
        return read_policy(None, defaults)
    if not path.is_file():
        raise BenangMerahError(
            message("There is no policy file {path}.", path=str(path)),
            message("Check the name after --policy, or leave it out to use the defaults."),
        )
    try:
        document = read_yaml(path, path.name)
        return read_policy(document.value, defaults)
    except DocumentError as error:
        raise BenangMerahError(
            message("{file}, line {line}: {reason}", file=error.file, line=str(error.line), reason=error.reason)
        ) from error
    except PolicyError as error:
        raise BenangMerahError(
            message("{file}, line {line}: {reason}", file=path.name, line=str(_line(document, error.key)),
                    reason=error.reason),
            error.suggestion,
        ) from error  # fmt: skip


def read_policy_text(text: str | None, name: str = "kebijakan.yaml") -> Policy:
    """The policy of a file that is kept as text; without one the defaults."""
    if text is None:
        return read_policy_file(None)
    with tempfile.TemporaryDirectory(prefix="benangmerah-policy-") as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        return read_policy_file(path)


def read_policy_entries(text: str | None) -> Tree:
    """What a policy file writes down, as it stands there; nothing where there is none."""
    if text is None:
        return None
    with tempfile.TemporaryDirectory(prefix="benangmerah-policy-") as folder:
        path = Path(folder) / "kebijakan.yaml"
        path.write_bytes(text.encode())
        value: Tree = read_yaml(path, path.name).value
    return value


def default_policy() -> Tree:
    """The defaults of the law library, as a tree."""
    path = Path(str(files("benangmerah.regulations") / "policy_defaults.yaml"))
    value: Tree = read_yaml(path, path.name).value
    return value


def _line(document: Document, key: tuple[str, ...]) -> int:
    """The line of an entry; items of a list are named from 1 and kept from 0."""
    return document.line(*(int(part) - 1 if part.isdecimal() else part for part in key))
