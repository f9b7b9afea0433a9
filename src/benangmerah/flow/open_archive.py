"""Terminal → archive: what a command does before it can read or write there."""

from __future__ import annotations

import os

import django
from django.db import connection

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.apps import PRODUCT_SETTINGS


def open_archive() -> None:
    """Load the product's settings, and refuse to work where the archive has no tables yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PRODUCT_SETTINGS)
    django.setup()
    if "store_account" not in connection.introspection.table_names():
        raise BenangMerahError(
            message("The archive has no tables yet."), message("Start the product once, or migrate its database.")
        )
