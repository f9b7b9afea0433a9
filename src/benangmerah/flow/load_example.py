"""Nothing → archive: an invented city to look at, in an archive that is still empty."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from benangmerah.flow.change_data import apply_change, propose_change
from benangmerah.flow.example_planning import plan_example
from benangmerah.flow.planning_rows import write_beside
from benangmerah.flow.weigh_change import Proposal
from benangmerah.flow.write_change import Stamp
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.store.models import Agency, Receipt
from benangmerah.synthesis.city import make_city


def load_example(*, people: int, seed: int, as_of: date, made_at: datetime, progress: Progress = silent) -> Receipt:
    """Store a city of that many people as it could stand on a day; refused where an agency stands in the archive."""
    if Agency.objects.filter(archived=None).exists():
        raise BenangMerahError(
            message("The archive already holds an agency; the example goes only into an empty one."),
            message("Name another folder for the data, or another database."),
        )
    progress(message("Inventing the city"))
    city = make_city(people=people, seed=seed, progress=progress, as_of=as_of)
    difference = propose_change(Proposal(city), progress)
    with transaction.atomic():
        receipt = apply_change(difference, Stamp(Receipt.Kind.EXAMPLE, made_at), progress)
        write_beside(receipt, plan_example(city, as_of.year), {})
    return receipt
