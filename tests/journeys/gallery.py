"""A page with every component, only for tests: what is right here is right wherever it is used."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from benangmerah.kernel.explanation import Citation, Explanation, message
from benangmerah.web.components.chart import Chart, Mark, Series
from benangmerah.web.components.figures import nip, rupiah, share
from benangmerah.web.components.filters import Filter, read_filters
from benangmerah.web.components.list_file import is_list_request
from benangmerah.web.components.scale import Scale
from benangmerah.web.components.table import Choice, Column, Layout, is_rows_request, read_table, show_table_page
from benangmerah.web.components.why import show_why_page

NAMES = ("Budi Santoso", "Sari Dewi", "I Made Wirawan", "Siti Aminah", "Yohanes Tandi")
PEOPLE = [
    {
        "nip": f"19800101200501{1 + at % 2}{at:03}",
        "name": f"{NAMES[at % 5]} {at}",
        "unit": ("Dinas Kesehatan", "Dinas Pendidikan")[at % 2],
        "gap": None if at % 7 == 0 else at % 5,
        "cost": at * 1_250_000,
    }
    for at in range(1, 121)
]
LAYOUT = Layout(
    name="people",
    caption="Pegawai",
    columns=(
        Column("nip", "NIP", say=nip),
        Column("name", "Nama", address=lambda row: f"/gallery/why/?nip={row['nip']}"),
        Column("unit", "Unit"),
        Column("gap", "Kesenjangan", is_number=True),
        Column("cost", "Biaya", say=rupiah, is_number=True),
    ),
    searched=("name", "nip"),
    choices=(
        Choice("unit", "Unit", (("Dinas Kesehatan", "Dinas Kesehatan"), ("Dinas Pendidikan", "Dinas Pendidikan"))),
    ),
    order="name",
    page_size=25,
    is_exported=True,
    notes=("Proses 7, data per 17 Agustus 2026",),
    warning="Simulasi, bukan angka resmi",
)
WHY = Explanation(
    message("{person} lacks {levels} levels.", person="Budi", levels=1.5),
    steps=(message("required {a}, attained {b}", a=4, b=2.5),),
    citations=(Citation("PP 11/2017", "art. 203", "high"), Citation("LAN 10/2018", "art. 6", "assumed")),
    parts=(Explanation(message("attained {b}", b=2.5)),),
)  # fmt: skip
TEMPLATE = """{% extends "base.html" %}
{% block title %}Contoh{% endblock %}
{% block breadcrumbs %}{% breadcrumbs "Beranda" "/" "Contoh" %}{% endblock %}
{% block header %}{% include "components/page_header.html" with title="Contoh komponen" lead="Semua bahan halaman di satu tempat." action_label="Tindakan utama" action_address="#main" action_icon="plus" %}{% endblock %}
{% block head %}{% chart_scripts %}{% endblock %}
{% block main %}
{% include "components/simulation.html" %}
{% show_filters filters %}
<p>{{ share_known|share }} {{ None|share }} {{ pair|coverage }} {% include "components/print_button.html" %}</p>
<div class="figures">
{% figure_card "Pegawai dinilai" 8412 covered=8412 total=15000 why_address="/gallery/why/" %}
{% figure_card "Anggaran" money note="Pagu tahun 2026" %}
{% figure_card "IP ASN" None covered=0 total=15000 note="Unggah penilaian lebih dahulu." %}
{% figure_card "Per tanggal" day %}
</div>
{% include "components/empty_state.html" with name="first" title="Mulai dari data" steps=steps action_label="Muat contoh" action_address="/gallery/" is_post=True %}
{% include "components/progress.html" with name="job" stage="Menghitung kesenjangan" done=job_done total=4 address="/gallery/progress/?done=1" %}
<form method="post" class="card" data-asks="Hapus 12 baris?" data-loses="12 baris hilang; dapat dibatalkan selama sehari." data-yes="Hapus">{% csrf_token %}<div class="card-body">
{% field form.name %}{% field form.unit %}{% field form.is_sure %}{% drop_zone form.file %}
<button class="btn btn-primary" name="sent" value="yes">Kirim</button></div></form>
{% show_table table %}
{% for chart in charts %}{% draw_chart chart %}{% endfor %}
{% draw_scale scale %}
{% endblock %}"""
FILTERS = (
    Filter("sektor", "Sektor", (("health", "Kesehatan"), ("education", "Pendidikan"))),
    Filter("sasaran", "Jabatan", (("held", "diduduki"), ("aimed", "dituju")), has_all=False),
)
UNITS = ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Pekerjaan Umum dan Penataan Ruang", "Kecamatan <Timur>")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
COMPETENCIES = (
    "Integritas", "Kerja sama", "Komunikasi", "Orientasi pada hasil", "Pelayanan publik",
    "Pengembangan diri dan orang lain", "Mengelola perubahan", "Pengambilan keputusan", "Perekat bangsa",
)  # fmt: skip
CHARTS = (
    Chart("units", "bar", "Pegawai di bawah standar", "Unit", UNITS, (Series("Pegawai", (120, 45, None, 8)),),
          addresses=("/gallery/?unit=1",)),
    Chart("parts", "bar", "Bagian yang dinilai", "Unit", UNITS,
          (Series("sudah dinilai", (0.5, 0.8, 0.1, 1)), Series("belum", (0.5, 0.2, 0.9, 0))), say=share, is_stacked=True),
    Chart("months", "line", "JP per bulan", "Bulan", MONTHS,
          (Series("Klasikal", (10, 12, 0, 18, 25, 20)), Series("Nonklasikal", (2, 4, 8, None, 12, 14))),
          marks=(Mark("Sasaran", 20),)),
    Chart("profile", "radar", "Disyaratkan dan dicapai", "Kompetensi", COMPETENCIES,
          (Series("Disyaratkan", (4, 3, 3, 4, 4, 3, 3, 4, 3)), Series("Dicapai", (4, 2.5, 3, 1, None, 3, 2, 3, 3))), top=5),
    Chart("few", "radar", "Disyaratkan dan dicapai, dua kompetensi", "Kompetensi", COMPETENCIES[:2],
          (Series("Disyaratkan", (4, 3)), Series("Dicapai", (4, 2.5)))),
)  # fmt: skip
SCALE = Scale(
    "index", "IP ASN", "Kota Contoh", 54.5, 0, 100,
    (Mark("kota lain", 52.7), Mark("kabupaten/kota", 56.5), Mark("nasional", 60.2)), note="Angka yang dikutip, bukan hitungan.",
)  # fmt: skip


class GalleryForm(forms.Form):
    name = forms.CharField(label="Nama", help_text="Seperti dalam SK.")
    unit = forms.ChoiceField(label="Unit", choices=[("a", "Dinas A")], required=False)
    is_sure = forms.BooleanField(label="Sudah diperiksa")
    file = forms.FileField(label="Buku kerja Excel", help_text="xlsx, paling besar 50 MB.")


class Counter:
    calls: ClassVar[int] = 0


def show_gallery(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, "Terkirim.")
        messages.error(request, "Baris 12 ditolak: NIP bukan 18 digit.")
    form = GalleryForm(request.POST or None, request.FILES or None)
    steps = [SimpleNamespace(name=name, words=f"Langkah {name}") for name in ("Unggah", "Periksa", "Hitung")]
    context = {
        "form": form, "steps": steps, "money": rupiah(2_400_000_000), "day": date(2026, 8, 17), "job_done": 1,
        "filters": read_filters(request, FILTERS), "charts": CHARTS, "scale": SCALE, "share_known": 0.574,
        "pair": (8412, 15_000),
    }  # fmt: skip
    table = read_table(request, PEOPLE, LAYOUT)
    if is_rows_request(request, table) or is_list_request(request, table):
        return show_table_page(request, "", table)
    page = engines["django"].from_string(TEMPLATE)
    return HttpResponse(page.render({**context, "table": table}, request))


def show_why(request: HttpRequest) -> HttpResponse:
    return show_why_page(request, "Kesenjangan Budi", WHY)


def show_progress(request: HttpRequest) -> HttpResponse:
    done = int(request.GET["done"]) + 1
    context = {"name": "job", "stage": "Menghitung kesenjangan", "done": done, "total": 4, "is_over": done == 4,
               "address": f"/gallery/progress/?done={done}"}  # fmt: skip
    Counter.calls += 1
    return HttpResponse(
        engines["django"].from_string('{% include "components/progress.html" %}').render(context, request)
    )


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(request.path)


urlpatterns = [
    path("gallery/", show_gallery),
    path("gallery/why/", show_why),
    path("gallery/progress/", show_progress),
    path("gallery/fail/", fail),
    path("", include("benangmerah.web.urls")),
]
