"""The example nation: agencies of several kinds and sizes in one dataset, for measuring."""

from __future__ import annotations

from datetime import date

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.snapshot.dataset import Dataset
from benangmerah.synthesis.agencies import nation_of
from benangmerah.synthesis.build import build_dataset
from benangmerah.synthesis.city import FIRST_OF_2026, require_people


def make_nation(
    *, people: int, agencies: int, seed: int, progress: Progress = silent, as_of: date = FIRST_OF_2026
) -> Dataset:
    """Invented ministries, agencies, provinces, regencies and cities with exactly so many people in all.

    There are so many agencies, but no more than people. Raises BenangMerahError where no agency or nobody is asked for.
    """
    require_people(people)
    if agencies < 1:
        raise BenangMerahError(message("An example needs at least one agency, not {agencies}.", agencies=agencies))
    return build_dataset(nation_of(people, agencies), seed, as_of, progress)
