"""What SIASN's codes and words mean in the dataset; facts about a service, not law."""

from __future__ import annotations

STANDINGS = {
    "01": "active",
    "02": "leave",  # cuti di luar tanggungan negara
    "03": "study",
    "04": "suspended",
    "05": "leave",  # menerima uang tunggu
    "06": "seconded_out",  # prajurit wajib
    "07": "seconded_out",  # pejabat negara
    "08": "seconded_out",  # kepala desa
    "09": "active",  # masih banding, tetap bekerja
    "11": "seconded_out",  # pegawai titipan
    "12": "active",
    "13": "leave",  # perpanjangan cuti di luar tanggungan negara
    "14": "leave",  # dinyatakan hilang
    "15": "active",  # hukuman disiplin tercatat di tempat lain
    "16": "active",
    "20": "retiring",
    "51": "active",
}
"""Legal position (kedudukan hukum) by code."""

GONE_FROM, GONE_TO = "66", "99"
GONE = ("52",)
"""Codes of people who are no longer employed: a range, and single ones beside it."""

SEXES = {"M": "male", "F": "female", "L": "male", "P": "female"}
STATUSES = {"C": "cpns", "CPNS": "cpns", "P": "pns", "PNS": "pns"}
STRUCTURAL, FUNCTIONAL, BOTH, GENERAL = "1", "2", "3", "4"

FUNCTIONAL_WORDS = (
    (r"\bAHLI UTAMA\b", "jf_ahli_utama"),
    (r"\bAHLI MADYA\b", "jf_ahli_madya"),
    (r"\bAHLI MUDA\b", "jf_ahli_muda"),
    (r"\bAHLI PERTAMA\b", "jf_ahli_pertama"),
    (r"\bPENYELIA\b", "jf_penyelia"),
    (r"\b(MAHIR|PELAKSANA LANJUTAN)\b", "jf_mahir"),
    (r"\b(PELAKSANA PEMULA|PEMULA)\b", "jf_pemula"),
    (r"\bTERAMPIL\b", "jf_terampil"),
    (r"\b(GURU BESAR|PROFESOR)\b", "jf_ahli_utama"),
    (r"\b(LEKTOR KEPALA|GURU PEMBINA)\b", "jf_ahli_madya"),
    (r"\b(LEKTOR|GURU DEWASA)\b", "jf_ahli_muda"),
    (r"\bASISTEN AHLI\b", "jf_ahli_pertama"),
    (r"\bUTAMA$", "jf_ahli_utama"),
    (r"\bMADYA$", "jf_ahli_madya"),
    (r"\bMUDA$", "jf_ahli_muda"),
    (r"\bPERTAMA$", "jf_ahli_pertama"),
    (r"\bPELAKSANA$", "jf_terampil"),
)
"""The first words found in the title of a functional position tell its grade; older names of a grade are among them."""

STRUCTURAL_WORDS = (
    (r"^(SEKRETARIS (DAERAH|DPRD|DEWAN)|STAF AHLI|ASISTEN|INSPEKTUR$|INSPEKTUR DAERAH)", "jpt_pratama"),
    (r"^KEPALA (SUB ?BAG|SUB ?BID|SEKSI|TATA USAHA)", "pengawas"),
    (r"^(LURAH|KEPALA SATUAN|KASUBBAG|KASI)\b", "pengawas"),
    (r"^KEPALA (BAGIAN|BIDANG)\b", "administrator"),
    (r"^(CAMAT|INSPEKTUR PEMBANTU)\b", "administrator"),
    (r"^SEKRETARIS (DINAS|BADAN|INSPEKTORAT)\b", "administrator"),
    (r"^KEPALA (DINAS|BADAN)\b", "jpt_pratama"),
)
"""Where an export has no echelon, the title of a structural position tells its grade if these words begin it."""

AGENCY_WORDS = (
    (r"^KEMENTERIAN\b", "ministry"),
    (r"^(PEMERINTAH )?(PROVINSI|PROV\b|ACEH$|DAERAH DAERAH ISTIMEWA|DAERAH ISTIMEWA|DAERAH KHUSUS|DKI)", "province"),
    (r"^(PEMERINTAH )?(DAERAH )?KOTA\b", "city"),
    (r"^(PEMERINTAH )?(DAERAH )?KAB(UPATEN|\b)", "regency"),
)
"""The words that begin an agency's name tell its kind; any other is an agency (lembaga)."""
