"""Who may what with accounts and roles, and if not, why."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CASCADE
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import STAFF_ROLES, Role


@dataclass(frozen=True)
class Answer:
    """Yes, or no with a reason that can be shown. True in a condition when it is yes."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(allowed=True)


def no(reason: str | Promise) -> Answer:
    """Return a refusal with its reason."""
    return Answer(allowed=False, reason=reason)


def has_role(user: Any, *roles: Role) -> bool:
    """Tell whether a user has any of the roles. A superuser has the rights of all, but the role of none."""
    return bool(
        user and user.is_active and user.pk and user.groups.filter(name__in=[role.value for role in roles]).exists()
    )


def is_staff(user: Any) -> bool:
    """Tell whether a user works here: has a staff role, reaches an admin, or may everything."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser or user.is_staff:
        return True
    return has_role(user, *STAFF_ROLES) or user.has_perm("wagtailadmin.access_admin")


def may_manage_roles(actor: Any) -> Answer:
    """Tell whether `actor` may give or take a role. None is the system itself, and may."""
    if actor is None or actor.is_superuser:
        return YES
    if not has_role(actor, Role.ADMINISTRATOR):
        return no(_("Only an administrator gives and takes roles."))
    return YES


def may_edit_user(actor: Any, user: Any) -> Answer:
    """Tell whether `actor` may change an account. Whoever may everything is changed only by one who may as well."""
    if user.is_superuser and not actor.is_superuser:
        return no(_("This account may do everything; only another such account can change it."))
    return YES


def may_erase(user: Any) -> Answer:
    """Tell whether an account may be erased at its owner's wish."""
    if is_staff(user):
        return no(
            _(
                "The account has a staff role. Ask an administrator to take it away first, "
                "so that the work is handed over."
            )
        )
    return YES


def uses_of(organisation: Any) -> dict[str, int]:
    """Return how many rows of other kinds refer to an organisation, by what they are called, e.g. {"projects": 2}.

    What belongs to the organisation alone (its links, contacts and members' places) does not count.
    """
    found: dict[str, int] = {}
    for relation in type(organisation)._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model is None:
            continue
        if relation.one_to_many and relation.on_delete is CASCADE:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: organisation.pk})  # noqa: SLF001 — Django's name for the manager that leaves no row out
        number = rows.count()
        if number:
            label = str(relation.related_model._meta.verbose_name_plural)
            found[label] = found.get(label, 0) + number
    return found


def may_delete_organisation(organisation: Any) -> Answer:
    """Tell whether an organisation may be deleted: not while projects, seminars, profiles or cases refer to it."""
    uses = uses_of(organisation)
    if not uses:
        return YES
    told = ", ".join(f"{label} ({number})" for label, number in sorted(uses.items()))
    return no(
        _("%(name)s cannot be deleted, since others refer to it: %(uses)s. Take the organisation away there first.")
        % {"name": organisation.name, "uses": told}
    )
