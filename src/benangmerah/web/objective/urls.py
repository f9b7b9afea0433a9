"""The routes; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.objective import documents, links, nodes, renstra

app_name = "objective"
urlpatterns = [
    path("perencanaan/", documents.show_documents, name="show_documents"),
    path("perencanaan-baru/", documents.add, name="add_document"),
    path("perencanaan/<path:document_id>/ubah/", documents.change, name="change_document"),
    path("perencanaan/<path:document_id>/perubahan/", documents.amend, name="amend_document"),
    path("perencanaan/<path:document_id>/renstra/", renstra.upload, name="upload_renstra"),
    path("perencanaan/<path:document_id>/renstra/tulis/", renstra.accept, name="accept_renstra"),
    path("perencanaan/<path:document_id>/", documents.show_document, name="show_document"),
    path("simpul-cari/induk/", nodes.find_parents, name="find_parents"),
    path("simpul-cari/nasional/", nodes.find_national, name="find_national"),
    path("simpul-baru/", nodes.add, name="add_node"),
    path("simpul/<path:node_id>/ubah/", nodes.change, name="change_node"),
    path("simpul/<path:node_id>/tutup/", nodes.close, name="close_node"),
    path("simpul/<path:node_id>/bagian/", nodes.share, name="share_node"),
    path("simpul/<path:node_id>/indikator/", nodes.measure, name="measure_node"),
    path("simpul/<path:node_id>/kaitan/", links.link, name="link_node"),
    path("simpul/<path:node_id>/kaitan/akhiri/", links.end, name="end_link"),
    path("simpul/<path:node_id>/", nodes.show_node, name="show_node"),
]
