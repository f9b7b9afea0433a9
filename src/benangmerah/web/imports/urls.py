"""The routes of imports."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.imports import arrange, decide, mend, views

app_name = "import"
urlpatterns = [
    path("impor/", views.show_imports, name="show_imports"),
    path("impor/baru/", views.upload, name="upload"),
    path("impor/<int:import_id>/", views.show_import, name="show_import"),
    path("impor/<int:import_id>/kemajuan/", views.show_progress, name="show_progress"),
    path("impor/<int:import_id>/buku-kerja/", mend.download_marked, name="download_marked"),
    path("impor/<int:import_id>/perbaiki/<int:number>/", mend.mend_cell, name="mend_cell"),
    path("impor/<int:import_id>/judul/", arrange.choose_headings, name="choose_headings"),
    path("impor/<int:import_id>/arti/", arrange.decide_meaning, name="decide_meaning"),
    path("impor/<int:import_id>/ambil/", arrange.take_row, name="take_row"),
    path("impor/<int:import_id>/periksa/", decide.check_anew, name="check_anew"),
    path("impor/<int:import_id>/terima/", decide.accept, name="accept"),
    path("impor/<int:import_id>/tinggalkan/", decide.leave, name="leave"),
    path("impor/<int:import_id>/urungkan/", decide.undo, name="undo"),
]
