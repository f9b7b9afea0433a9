"""One person's row of an export as a row of employees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from benangmerah.domain.civil_servant_number import PPPK, CivilServantNumber, read_civil_servant_number
from benangmerah.exchange.imports.fault import empty_cell
from benangmerah.exchange.siasn.codes import GONE, GONE_FROM, GONE_TO, SEXES, STANDINGS, STATUSES
from benangmerah.exchange.siasn.place import Post
from benangmerah.exchange.siasn.record import Export, Record, read_day
from benangmerah.kernel.explanation import message
from benangmerah.regulations.library import Law

_DEGREE = re.compile(r"^(S-?\s?[123]|D-?\s?(IV|I{1,3}|[1-4])|SPESIALIS|PROFESI)(\s*/\s*\w+)?\s+", re.IGNORECASE)


def is_gone(record: Record) -> bool:
    """Whether the legal position says that the person is no longer employed."""
    code, name = record.text("KEDUDUKAN HUKUM ID") or "", (record.text("KEDUDUKAN HUKUM NAMA") or "").upper()
    return not _is_active(name) and (code.zfill(2) in GONE or GONE_FROM <= code <= GONE_TO)


def _is_active(name: str) -> bool:
    words = name.split()
    return "AKTIF" in words and "TIDAK" not in words


class PersonReader:
    """Reads the columns of a person that need no other row."""

    def __init__(self, export: Export, law: Law) -> None:
        self.export, self.law = export, law
        self.education = law.texts("education/siasn_code")
        self.ranks = law.texts("rank/siasn_code")

    def read(self, record: Record, number: str, post: Post) -> dict[str, object]:
        """The row of employees; a cell that cannot be taken is told, and empty here."""
        return {
            "employee_id": number, "agency_id": post.agency, "unit_id": post.unit, "position_id": post.position,
            "name": self._name(record), "status": self._status(record, number), "standing": self._standing(record),
            "sex": self._sex(record), "birth_date": self._birth_date(record), "rank": self._rank(record),
            "education_level": self._education(record), "field_of_study": self._field(record),
        }  # fmt: skip

    def _name(self, record: Record) -> str | None:
        name = record.text("NAMA")
        if name is None:
            self.export.refuse(record, "NAMA", empty_cell("NAMA"))
            return None
        named = " ".join(part for part in (record.text("GELAR DEPAN"), name) if part)
        degrees = record.text("GELAR BELAKANG")
        return f"{named}, {degrees}" if degrees else named

    def _status(self, record: Record, number: str) -> str | None:
        named = (record.text(heading) or "" for heading in ("JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA"))
        kinds = " ".join(named).upper()
        if "PPPK" in kinds:
            return "pppk_part_time" if "PARUH WAKTU" in kinds else "pppk"
        read = read_civil_servant_number(number, self.law)
        if isinstance(read, CivilServantNumber) and read.kind == PPPK:
            return "pppk"
        written = record.text("STATUS CPNS PNS")
        if written is None:
            self.export.refuse(record, "STATUS CPNS PNS", empty_cell("STATUS CPNS PNS"))
            return None
        return self._code(record, "STATUS CPNS PNS", STATUSES)

    def _standing(self, record: Record) -> str | None:
        if _is_active((record.text("KEDUDUKAN HUKUM NAMA") or "").upper()):
            return "active"
        return self._code(record, "KEDUDUKAN HUKUM ID", STANDINGS, width=2)

    def _sex(self, record: Record) -> str | None:
        return self._code(record, "JENIS KELAMIN", SEXES)

    def _education(self, record: Record) -> str | None:
        heading = "TINGKAT PENDIDIKAN ID"
        if record.text(heading) is None:
            self.export.refuse(record, heading, empty_cell(heading))
        return self._code(record, heading, self.education, width=2)

    def _rank(self, record: Record) -> str | None:
        return self.ranks.get(record.text("GOL AKHIR ID") or "") or record.text("GOL AKHIR NAMA")

    def _field(self, record: Record) -> str | None:
        return _DEGREE.sub("", record.text("PENDIDIKAN NAMA") or "") or None

    def _birth_date(self, record: Record) -> date | None:
        text = record.text("TANGGAL LAHIR")
        if text is None:
            return None
        day = read_day(text)
        if isinstance(day, date):
            return day
        self.export.refuse(record, "TANGGAL LAHIR", day)
        return None

    def _code(self, record: Record, heading: str, codes: Mapping[str, str], width: int = 0) -> str | None:
        """What a code means; codes a spreadsheet has made numbers of get their leading zero back."""
        text = record.text(heading)
        if text is None:
            return None
        found = codes.get(text.upper().zfill(width))
        if found is None:
            reason = message("{value} is not one of the allowed values.", value=text)
            self.export.refuse(record, heading, (reason, message("Write one of: {values}.", values=tuple(codes))))
        return found
