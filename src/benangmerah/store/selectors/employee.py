"""People of the reader's scope. An employee sees herself; a role sees the people of its units and of all below.

A superior sees the people of the whole unit and what is below, not only those who report directly: the dataset knows
units, and who reports to whom is told by them.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.employee import Employee
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


def list_employees(
    scope: Scope, *, text: str = "", unit_id: str | None = None, right: Right = Right.SEE_PEOPLE
) -> QuerySet[Employee]:
    """The people whom the reader may see, by name; with `text`, those whose name or NIP holds it."""
    within = scope.reach(right).filter() | Q(employee_id=scope.employee_id)
    people = Employee.objects.filter(within, archived__isnull=True)
    if unit_id is not None:
        people = people.filter(unit_id=unit_id)
    for word in text.split():
        people = people.filter(Q(name__icontains=word) | Q(employee_id__startswith=word))
    return people.order_by("name", "employee_id")


def read_employee(scope: Scope, employee_id: str, right: Right = Right.SEE_PEOPLE) -> Employee:
    """One person whom the reader may see; anybody else does not exist for the reader."""
    person = list_employees(scope, right=right).filter(employee_id=employee_id).first()
    if person is None:
        raise OutOfScopeError(message("You see nobody with that number."))
    return person
