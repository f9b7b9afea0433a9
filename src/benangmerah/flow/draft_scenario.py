"""A scenario becomes the draft: an ordinary run with its budget, under the policy in force changed by it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from django.db import transaction

from benangmerah.domain.policy import Tree
from benangmerah.domain.role import Right
from benangmerah.domain.scenario import Question, list_changes, question_of, read_question, write_entries
from benangmerah.flow.ask_run import AskedRun, find_policy, start_run
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.change_policy import check_policy
from benangmerah.flow.read_policy_file import read_policy_entries, read_policy_text
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message, render
from benangmerah.store.models.account import Account
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.policy import PolicyVersion
from benangmerah.store.models.run import Run
from benangmerah.store.models.scenario import Scenario
from benangmerah.store.selectors.scenario import read_scenario
from benangmerah.store.selectors.scope import NotAllowedError

MONEY = "budget_rupiah"
LANGUAGE = "id"
"""What stands in a policy file and beside it is Indonesian, whoever asks."""


def make_draft(visit: Visit, scenario_id: int) -> Run:
    """Start a run as the scenario asks; whoever changes more than money must be who may set the policy.

    What the scenario tries out otherwise than its run is put into the policy in force today. That becomes a version of
    its own, which holds for this run alone: the run can be repeated, and everybody sees what was changed, and by whom.
    """
    scenario = read_scenario(visit.scope, scenario_id)
    question = read_question(scenario.question)
    in_force = find_policy(scenario.agency_id, scenario.run.as_of)
    text = in_force.text if in_force else None
    of_run = read_policy_text(scenario.run.policy.text if scenario.run.policy else None)
    tried = [name for name in list_changes(question_of(of_run, 0), question) if name != MONEY]
    wanted = replace(
        question_of(read_policy_text(text), question.budget_rupiah), **{name: getattr(question, name) for name in tried}
    )
    is_other = list_changes(question_of(read_policy_text(text), question.budget_rupiah), wanted)
    if is_other and scenario.agency_id not in visit.scope.reach(Right.SET_POLICY).agency_ids:
        raise NotAllowedError(
            message("This scenario changes the policy in force, not only the money: whoever may set the policy of the "
                    "agency makes it the draft.")
        )  # fmt: skip
    run = scenario.run
    asked = AskedRun(scenario.agency_id, run.as_of, run.year, question.budget_rupiah)
    with transaction.atomic():
        policy = _add_trial(visit, scenario, text, wanted) if is_other else in_force
        started = start_run(visit, asked, policy)
        Scenario.objects.filter(pk=scenario.pk).update(draft=started)
        write_audit(visit, Verb.SCENARIO_DRAFTED, place=(scenario.agency_id, None), scenario=scenario.name,
                    run=str(started.pk))  # fmt: skip
    return started


def _add_trial(visit: Visit, scenario: Scenario, text: str | None, question: Question) -> PolicyVersion:
    """The version of the policy that holds for the run alone."""
    account = Account.objects.get(pk=visit.scope.account_id)
    name = render(message("Scenario {name}", name=scenario.name), LANGUAGE)
    written = write_policy(text, question, f"{name} ({account.name}, {visit.on.isoformat()})")
    check_policy(written)
    receipt = Receipt.objects.create(
        kind=Receipt.Kind.POLICY, made_at=visit.at, made_by=account, agency_id=scenario.agency_id, note=name
    )
    return PolicyVersion.objects.create(
        agency_id=scenario.agency_id, in_force_from=scenario.run.as_of, decree=name, signer=account.name, text=written,
        is_trial=True, recorded=receipt,
    )  # fmt: skip


def write_policy(text: str | None, question: Question, title: str) -> str:
    """A policy file: the entries of another with those of the question in their place."""
    defaults = question_of(read_policy_text(None), question.budget_rupiah)
    entries = write_entries(read_policy_entries(text), question, defaults)
    heading = "# " + " ".join(title.split())
    return "\n".join([heading, *_write_block(entries, "")]) + "\n"


def _write_block(tree: Tree, indent: str) -> list[str]:
    if not isinstance(tree, Mapping):
        raise BenangMerahError(message("A policy file holds named entries."))
    lines = []
    for key, value in tree.items():
        name = json.dumps(key, ensure_ascii=False)
        if isinstance(value, Mapping) and value:
            lines += [f"{indent}{name}:", *_write_block(value, indent + "  ")]
        else:
            lines.append(f"{indent}{name}: {_write_value(value)}")
    return lines or [f"{indent}{{}}"]


def _write_value(value: Tree) -> str:
    """A value on one line, as YAML reads it back exactly."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)}: {_write_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_write_value(item) for item in value) + "]"
    if isinstance(value, Fraction | int) and not isinstance(value, bool):
        return _write_number(Fraction(value))
    if isinstance(value, str | bool) or value is None:
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat()


def _write_number(number: Fraction) -> str:
    """A number as decimals write it; a policy file holds no other."""
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
        if digits > 12:  # a third has no end
            raise BenangMerahError(message("{number} cannot be written as a decimal number.", number=str(number)))
    whole = abs(int(number * 10**digits))
    text = str(whole).rjust(digits + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (text if not digits else f"{text[:-digits]}.{text[-digits:]}")
