"""What each check is called, why it matters, and how what it found is mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benangmerah.domain.quality import Severity


@dataclass(frozen=True)
class CheckWords:
    """A check in words; `route` leads to where it is mended, `amount` says what is counted beside a finding."""

    name: str | Promise
    why: str | Promise
    fix: str | Promise
    route: str = "import:upload"
    amount: str | Promise = ""
    words: str | Promise = ""


SEVERITIES: dict[Severity, tuple[str | Promise, str | Promise]] = {
    Severity.BLOCKING: (
        _("Blocking"), _("Without mending these, the people concerned have no figures, or wrong ones."),
    ),
    Severity.MISLEADING: (_("Misleading"), _("The figures are there, but they may say what is not so.")),
    Severity.COSMETIC: (_("Cosmetic"), _("No figure changes; lists become shorter and clearer.")),
}  # fmt: skip
CHECK_WORDS: dict[str, CheckWords] = {
    "position_without_standard": CheckWords(
        _("Position with holders and without a standard"),
        _("Where nothing is required, nobody can have a gap: these people are missing in every figure."),
        _("Give the position a standard, provisional if need be."), "standard:show_queue",
    ),
    "nobody_rated_her": CheckWords(
        _("Person about whom nothing is known"),
        _("No rating counts: not assessed, which is not zero, and not planned for."),
        _("Have the person assessed, and bring the ratings in."), amount=_("Competencies required"),
    ),
    "held_twice": CheckWords(
        _("One person under two numbers"),
        _("Counted twice in every figure, and the ratings are split between both."),
        _("Keep the right NIP; bring the people in once more without the other."), words=_("Also under"),
    ),
    "unit_without_rater": CheckWords(
        _("Unit without a head, where no superior has rated"),
        _("Nobody stands there who could rate these people."),
        _("Bring in who leads the unit, or who stands in (Plt., Plh.)."),
    ),
    "only_in_siasn": CheckWords(
        _("Active in SIASN, missing in the office's file"),
        _("Either the office forgot somebody, or SIASN still has somebody who left."),
        _("Ask the office; bring in its file once more, or correct SIASN."),
    ),
    "not_in_siasn": CheckWords(
        _("In the office's file, missing in SIASN"),
        _("Perhaps not a civil servant, or one with a mistyped NIP."),
        _("Compare the NIP with SIASN and correct it."),
    ),
    "in_two_files": CheckWords(
        _("Named in the files of two offices"),
        _("Only one of them employs the person; money and seats may be planned in the wrong one."),
        _("Ask both offices, and bring in the right unit."), amount=_("Files"),
    ),
    "past_retirement": CheckWords(
        _("Past the age limit and still active"),
        _("Retired people weigh on every mean, and trainings may be planned for them."),
        _("Correct the birth date, or the standing, or leave the person out of the next file."), words=_("Born"),
    ),
    "education_below_standard": CheckWords(
        _("Education below what the position asks"),
        _("A real gap, or education that was never brought up to date."),
        _("Bring in the newest diploma, or plan for further study."), words=_("Education"),
    ),
    "identical_ratings": CheckWords(
        _("Unit where nearly all ratings are the same"),
        _("Ratings copied down a list say nothing about anybody."),
        _("Ask the superior to rate again, person by person."), amount=_("Percent the same"), words=_("Level given"),
    ),
    "self_equals_superior": CheckWords(
        _("Unit where everybody's own rating equals the superior's"),
        _("One of them was copied from the other."),
        _("Ask for both to be given again, apart from each other."), amount=_("Pairs compared"),
    ),
    "self_above_superior": CheckWords(
        _("Own rating well above the superior's"),
        _("Either is too far off; the superior's counts."),
        _("Talk it through before needs are decided."), amount=_("Competencies"),
    ),
    "hours_beyond_possible": CheckWords(
        _("More JP than fit into the days"),
        _("The 20 JP of the year may be reached on paper alone."),
        _("Compare with the certificates, and correct hours or days."), amount="JP",
    ),
    "standard_not_decreed": CheckWords(
        _("Position whose standard is not decreed"),
        _("Gaps against a provisional or default standard are marked everywhere, and may change with the decree."),
        _("Have the standard decreed."), "standard:show_standards", amount=_("Competencies"),
    ),
    "ratings_lapsed": CheckWords(
        _("Ratings that no longer count"),
        _("Once assessed, now unknown again: grey on every map."),
        _("Have these competencies assessed anew."), amount=_("Competencies"),
    ),
    "ratings_lapse_soon": CheckWords(
        _("Ratings that lapse in the coming months"),
        _("What is known today will be unknown when the plan is made."),
        _("Plan their assessment in time."), amount=_("Competencies"),
    ),
    "birth_date_missing": CheckWords(
        _("Birth date missing"),
        _("Nobody can tell when the person retires, so nobody is left out of the plan in time."),
        _("Bring in the birth date; a NIP of 18 digits begins with it."),
    ),
    "position_without_holder": CheckWords(
        _("Position that nobody holds or aims at"),
        _("It lengthens lists and changes no figure."), _("Close it, or leave it for who comes."),
        "position:list_positions",
    ),
    "unit_without_people": CheckWords(
        _("Unit without people"), _("It lengthens lists and changes no figure."),
        _("Close it, or bring its people in."), "unit:list_units",
    ),
    "same_title_twice": CheckWords(
        _("Two positions of one title and grade"),
        _("One post under two numbers has two standards; or the title is too short to tell them apart."),
        _("Close one, or name them apart."), "position:list_positions", words=_("Also"),
    ),
}  # fmt: skip
UNCHECKED_WORDS: dict[str, str | Promise] = {
    "holders_above_formation": _("More holders than the formation has posts: the data hold no formation by position."),
    "certificate_number_twice": _("One certificate number used twice: the data hold no numbers of certificates."),
}
