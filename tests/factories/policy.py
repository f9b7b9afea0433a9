"""Policies for tests: the defaults of the law library, or a few entries over them."""

from __future__ import annotations

from benangmerah.domain.policy import Policy, Tree, read_policy
from benangmerah.flow.read_policy_file import default_policy


def make_policy(written: Tree = None) -> Policy:
    """The policy that a file with these entries gives."""
    return read_policy(written, default_policy())
