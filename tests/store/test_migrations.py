from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_migration_holds_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
