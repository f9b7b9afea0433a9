"""A paper with every kind of block, and texts that want to be commands."""

from __future__ import annotations

from datetime import date

from benangmerah.kernel.explanation import message
from benangmerah.reports.format import block as blocks
from benangmerah.reports.format.block import (
    Alert,
    Bar,
    Bars,
    Figure,
    Figures,
    Heading,
    HeatMap,
    Items,
    KeyValues,
    MapRow,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    ScaleBand,
    ScaleBar,
    Signatures,
    Signer,
    Table,
    Tile,
    Title,
)
from benangmerah.reports.format.table import Column
from benangmerah.reports.format.xlsx import Edge

DAY = date(2026, 1, 1)
EDGE = Edge("Peta kesenjangan", "Keadaan data 1 Januari 2026", "Snapshot data 5f1c", "Rahasia & penting")
HOSTILE = (
    "#let x = 1", "#panic()", "$x$", "*tebal*", "_miring_", "@acuan", "<label>", "\\u{41}", "// komentar", "/* ya */",
    "= judul", "- butir", "`kode`", "]", "{[(", "#\"\"", "Sari & Co", "100 %", "%PDF", "http://a.example", "<b>x</b>",
)  # fmt: skip
COLUMNS = (
    Column(message("Name"), 40),
    Column("NIP", 21, "id"),
    Column(message("Kind"), 14, "term"),
    Column(message("Employees"), 12, "count"),
    Column("Rp", 18, "rupiah"),
    Column(message("Mean"), 12, "figure"),
)
NIP = "199001012015031001"
ROWS = [(text, NIP, "technical", 1234, 1_500_000_000, 2 / 3) for text in HOSTILE]
TABLE = Table(COLUMNS, [*ROWS, ("Tanpa data", None, None, None, None, None)], [("Semua", "", "", 9, 0, 1.5)])
MAP = HeatMap(
    (Column("OPD", 38), Column(message("Employees"), 8, "count")),
    ((message("Kind"), 2),),
    ("Integritas", "#let y"),
    (
        MapRow(("Dinas <A>", 12), (Tile("7", "3,5 II", "#FDD48A", "#000000"), Tile("–", is_hatched=True))),
        MapRow(("Kota", None), (Tile("8", "4"), Tile()), is_total=True),
    ),
    ((Tile("II", "", "#FDD48A"), "beban 1 – 2"), (Tile("–", is_hatched=True), "belum diketahui")),
)
BARS = Bars((Bar("Kualifikasi", 10, "10 dari 25", "#2F78B7"), Bar("Kinerja", None, "belum diketahui")), 25)
SCALE = ScaleBar(
    (ScaleBand("Rendah", 0, 60, "#0B3C73", "#FFFFFF"), ScaleBand("Tinggi", 60, 100, "#E3F2FD", "#000000")),
    ((61.5, "Semua 61,5"), (70, "Kesehatan 70")),
)
SIGNERS = (
    Signer("Kepala BKPSDM", "Kota Contoh, 1 Januari 2026", "Dra. Rina, M.Si.", "Pembina Utama Muda", NIP),
    Signer("Sekretaris Daerah"),
)
EVERY_BLOCK = (
    Title("Peta #kesenjangan", "Kota Contoh", message("Data as of {day}", day=DAY)),
    Alert("Rahasia *sekali*"),
    Heading("Ringkasan $1$"),
    Paragraph("Satu_dua_tiga @ empat."),
    Note("Catatan <b>."),
    Items(("butir #satu", "butir dua")),
    Items(("langkah satu", "langkah dua"), is_numbered=True),
    KeyValues(((message("Data as of"), DAY), ("Jumlah", 12345), ("Tidak ada", None))),
    Figures((Figure(12345, "orang"), Figure(message("{mean}", mean=2.5), "rata-rata"))),
    Heading("Tabel", 2),
    TABLE,
    Table(COLUMNS[:1], (), empty="Tidak ada baris."),
    SCALE,
    BARS,
    Signatures(SIGNERS),
    PageBreak(is_landscape=True),
    Heading("Peta", 3),
    MAP,
    PageBreak(is_landscape=True),
    Signatures(SIGNERS[1:]),
)
PAPER = Paper(EDGE, EVERY_BLOCK)

PARTS = {Figure, Tile, MapRow, Bar, ScaleBand, Signer, Paper}
BLOCKS = {
    kind for kind in vars(blocks).values() if isinstance(kind, type) and kind.__module__ == blocks.__name__
} - PARTS
"""Every kind of block there is."""
