"""The law of a day in plain sections: what holds, on which article, and what no source confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Citation, Message, Term, message, render, render_value
from benangmerah.kernel.period import Period
from benangmerah.regulations.library import load_library
from benangmerah.regulations.parameter import (
    Band,
    Confidence,
    DatedValue,
    Entry,
    EntryValue,
    Parameter,
    ParameterKind,
    Unit,
)

_MEASURES = (Unit.PERCENT, Unit.LEARNING_HOUR, Unit.MINUTE, Unit.YEAR)


@dataclass(frozen=True)
class LawLine:
    """One value in force; `source` holds what its source says beyond the section's."""

    label: str
    value: str
    source: str
    is_assumed: bool
    note: str = ""


@dataclass(frozen=True)
class LawSection:
    """One parameter of the law on a day, in words of one language."""

    path: str
    title: str
    unit: str
    period: str
    source: str
    lines: tuple[LawLine, ...]
    notes: tuple[str, ...]

    @property
    def is_assumed(self) -> bool:
        """Whether some value of this section is confirmed by no source."""
        return any(line.is_assumed for line in self.lines)


def describe_law(day: date, topic: str | None = None, language: str = "id") -> list[LawSection]:
    """What the law says on a day, of everything or of one topic; an unknown topic is an error that lists them all.

    A topic is the beginning of a parameter's path (`talent`, `job_match/placement`) or words of its title.
    """
    parameters = load_library().on(day).parameters()
    found = [parameter for parameter in parameters if topic is None or _is_about(parameter, topic)]
    if not found:
        raise _unknown_topic(topic or "", parameters)
    return [_describe(parameter, dated, language) for parameter in found if (dated := parameter.on(day)) is not None]


def write_law(sections: list[LawSection], language: str = "id") -> str:
    """The sections as text for a terminal; what is assumed is marked on its own line."""
    mark = render(message("[assumed]"), language)
    return "\n\n".join("\n".join(_write_section(section, mark)) for section in sections)


def _is_about(parameter: Parameter, topic: str) -> bool:
    titles = (parameter.title.indonesian, parameter.title.english)
    words = set(topic.casefold().split())
    return parameter.path.startswith(topic) or any(words <= _words(title) for title in titles if words)


def _words(title: str) -> set[str]:
    cleaned = "".join(sign if sign.isalnum() or sign == "-" else " " for sign in title)
    return set(cleaned.casefold().split())


def _unknown_topic(topic: str, parameters: tuple[Parameter, ...]) -> BenangMerahError:
    topics = sorted({parameter.path.split("/")[0] for parameter in parameters})
    return BenangMerahError(
        message("The law library has nothing on {topic}.", topic=topic),
        message("Topics: {topics}; or a word of a title.", topics=topics),
    )


def _describe(parameter: Parameter, dated: DatedValue, language: str) -> LawSection:
    notes = [words.say(language) for words in (parameter.note, dated.note) if words is not None]
    return LawSection(
        path=parameter.path,
        title=parameter.title.say(language),
        unit=render_value(Term(parameter.unit), language),
        period=render(_say_period(dated.period), language),
        source=render(_say_citation(dated.citation), language),
        lines=tuple(_line(entry, parameter, dated, language) for entry in dated.entries),
        notes=tuple(notes),
    )


def _line(entry: Entry, parameter: Parameter, dated: DatedValue, language: str) -> LawLine:
    return LawLine(
        label=_say_label(entry, language),
        value=_say_value(entry.value, parameter, language),
        source=_say_own_source(entry.citation, dated.citation, language),
        is_assumed=entry.is_assumed,
        note=entry.note.say(language) if entry.note else "",
    )


def _say_own_source(own: Citation, section: Citation, language: str) -> str:
    """What an entry's source says beyond the section's and the mark: nothing, how sure it is, or another article."""
    if own == section:
        return ""
    if (own.instrument, own.article) == (section.instrument, section.article):
        return "" if own.confidence == Confidence.ASSUMED else render_value(Term(own.confidence), language)
    return render(_say_citation(own), language)


def _say_label(entry: Entry, language: str) -> str:
    """A record by its name, after its code where people use the code (KL03); else the code in words."""
    if isinstance(entry.value, Mapping):
        name = _say_cell(entry.value.get("name", Term(entry.key)), language)
        return name if entry.key.islower() or name == entry.key else f"{entry.key} {name}"
    return ", ".join(render_value(Term(code), language) for code in entry.key.split("."))


def _say_value(value: EntryValue, parameter: Parameter, language: str) -> str:
    if isinstance(value, Band):
        return render(_say_band(value), language)
    if isinstance(value, Mapping):
        return _say_record(value, language)
    if isinstance(value, str):
        return render_value(Term(value), language) if value else render(message("not told"), language)
    figure = render_value(value, language)
    is_measured = parameter.kind is ParameterKind.NUMBER or parameter.unit in _MEASURES
    return f"{figure} {render_value(Term(parameter.unit), language)}" if is_measured else figure


def _say_band(band: Band) -> Message:
    said = _say_range(band)
    return said if band.score is None else message("{range} → {score}", range=said, score=band.score)


def _say_range(band: Band) -> Message:
    if band.lower is None:
        return _say_upper(band)
    if band.lower_inclusive:
        lower = message("from {lower}", lower=band.lower)
    else:
        lower = message("above {lower}", lower=band.lower)
    return lower if band.upper is None else message("{lower}, {upper}", lower=lower, upper=_say_upper(band))


def _say_upper(band: Band) -> Message:
    if band.upper_inclusive:
        return message("up to {upper}", upper=band.upper)
    return message("below {upper}", upper=band.upper)


def _say_record(record: Mapping[str, object], language: str) -> str:
    """The columns after the first, which stands in the label as the name does."""
    rest = [(name, cell) for name, cell in list(record.items())[1:] if name != "name"]
    return "; ".join(f"{render_value(Term(name), language)}: {_say_cell(cell, language)}" for name, cell in rest)


def _say_cell(cell: object, language: str) -> str:
    if isinstance(cell, Mapping):
        return str(cell[language])
    if isinstance(cell, tuple):
        return " | ".join(str(item) for item in cell)
    return render_value(cell if isinstance(cell, Fraction | Term) else Term(str(cell)), language)


def _say_period(period: Period) -> Message:
    if period.start is None and period.end is None:
        return message("its beginning is not recorded")
    if period.start is None:
        return message("before {end}", end=period.end)
    if period.end is None:
        return message("since {start}", start=period.start)
    return message("since {start}, before {end}", start=period.start, end=period.end)


def _say_citation(citation: Citation) -> Message:
    how_sure = Term(citation.confidence)
    return message("{instrument}, {article} ({confidence})", instrument=citation.instrument,
                   article=citation.article, confidence=how_sure)  # fmt: skip


def _write_section(section: LawSection, mark: str) -> list[str]:
    head = [section.path, f"{section.title} ({section.unit}; {section.period})", section.source]
    return [*head, *(_write_line(line, mark) for line in section.lines), *(f"  * {note}" for note in section.notes)]


def _write_line(line: LawLine, mark: str) -> str:
    label = f"{line.label}: " if line.label else ""
    marked = f"  {label}{line.value} {mark}" if line.is_assumed else f"  {label}{line.value}"
    return " — ".join(text for text in (marked, line.source, line.note) if text)
