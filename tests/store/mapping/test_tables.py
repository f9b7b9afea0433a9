from __future__ import annotations

from django.apps import apps

from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.contract.planning import PLANNING
from benangmerah.snapshot.contract.published import PUBLISHED
from benangmerah.snapshot.contract.talent import TALENT
from benangmerah.store.mapping.tables import (
    INPUT_MODELS,
    PLANNING_MODELS,
    PUBLISHED_MODELS,
    RUN_MODELS,
    TALENT_MODELS,
)
from benangmerah.store.models.input_row import InputRow
from benangmerah.store.models.run_row import RunRow


def test_every_table_of_the_contract_has_its_model() -> None:
    assert list(INPUT_MODELS) == list(INPUTS)
    assert list(RUN_MODELS) == list(OUTPUTS)
    assert list(PUBLISHED_MODELS) == list(PUBLISHED)
    assert list(PLANNING_MODELS) == list(PLANNING)
    assert list(TALENT_MODELS) == list(TALENT)


def test_every_model_of_a_table_is_mapped() -> None:
    models = {model for model in apps.get_app_config("store").get_models() if issubclass(model, InputRow | RunRow)}
    assert models == {
        *INPUT_MODELS.values(),
        *RUN_MODELS.values(),
        *PUBLISHED_MODELS.values(),
        *PLANNING_MODELS.values(),
        *TALENT_MODELS.values(),
    }
