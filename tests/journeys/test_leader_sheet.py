"""The sheet for leaders as it leaves the printer: one page, whatever the run found."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import write_message
from benangmerah.store.models import LeaderSheet
from benangmerah.store.models.account import Account
from tests.journeys.browser import Visit
from tests.journeys.conftest import Open
from tests.journeys.named_pages import make_world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LONG = (
    "Sampai dengan hari ini sekian dari sekian pegawai pada sekian perangkat daerah telah dinilai, dan seterusnya; " * 3
)
BATCHES = 88


def test_sheet_prints_on_one_page(open_page: Open, log_in: Callable[[Visit, Account], None]) -> None:
    world = make_world()
    sheet = LeaderSheet.objects.get()
    batch = sheet.cuts[0]["batches"][0] | {"title": "Pelatihan lanjutan perancangan pembelajaran di perangkat daerah"}
    sheet.cuts[0]["batches"] = [batch | {"place": place} for place in range(1, BATCHES + 1)]
    sheet.sentences = [write_message(message("{words}", words=LONG)) for _ in range(5)]
    sheet.save()
    with open_page() as there:
        log_in(there, world.head)
        there.go("/lembar-pimpinan/")
        there.page.emulate_media(media="print")
        printed = PdfReader(BytesIO(there.page.pdf(format="A4")))
        text = printed.pages[0].extract_text()
        assert len(printed.pages) == 1, printed.pages[1].extract_text()
        assert "Lima kalimat" in text
        assert "Pelatihan lanjutan" in text
