"""`benangmerah account`: the first accounts of an archive, made by whoever holds the server."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rich.console import Console

from benangmerah.domain.role import Role
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message, render


@dataclass(frozen=True)
class AccountOptions:
    """What the command was told."""

    name: str
    nip: str
    mail: str
    role: str
    agency: str
    unit: str | None
    reads_password: bool
    on: date


def create_command(options: AccountOptions, *, language: str) -> None:
    """Make the account and print its first password, unless one was given on standard input."""
    role = _read_role(options.role)
    try:
        from benangmerah.flow.open_archive import open_archive
    except ModuleNotFoundError as error:
        raise BenangMerahError(
            message("This command needs the archive, which is not installed here."),
            message("Install the product with its web part: benangmerah[web]."),
        ) from error
    open_archive()
    from benangmerah.flow.account import NewAccount, create_account
    from benangmerah.flow.audit import operator_visit
    from benangmerah.flow.membership import RoleAtPlace

    person = NewAccount(options.name, options.nip, options.mail, language)
    given = RoleAtPlace(role, options.agency, options.on, options.unit) if role else None
    password = sys.stdin.readline().rstrip("\n") if options.reads_password else None
    _account, first = create_account(operator_visit(datetime.now(UTC)), person, given, password=password)
    if password is None:
        said = message("{name} logs in once with the password {password} and then chooses another.",
                       name=options.name, password=first)  # fmt: skip
        Console(highlight=False, markup=False).print(render(said, language), soft_wrap=True)


def _read_role(code: str) -> Role | None:
    if code and code not in set(Role):
        raise BenangMerahError(
            message("There is no role {role}.", role=code), message("Choose one of: {roles}.", roles=list(Role))
        )
    return Role(code) if code else None
