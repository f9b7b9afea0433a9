"""The one Django app of the product."""

from __future__ import annotations

from django.apps import AppConfig

PRODUCT_SETTINGS = "benangmerah.settings.product"


class StoreConfig(AppConfig):
    """The archive."""

    name = "benangmerah.store"
    label = "store"
