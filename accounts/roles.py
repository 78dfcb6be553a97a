"""What each role may do: the table of roles as data, put into groups after every migration.

A higher app adds its own lines when it is ready, in `AppConfig.ready()`:

    from accounts import roles
    from accounts.enums import Role

    roles.grant([Role.EDITOR], "events.add_event", "events.change_event", "events.publish_event")

`sync()` then runs after `migrate` (and in tests, after the database is made): it makes a group per role, named by
the role's code, and gives it what is missing. It takes nothing away: what an administrator added to a group stays.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.enums import Role
from core.translating.groups import label_of as translators_label
from core.translating.groups import sync_groups

ADMIN = "wagtailadmin.access_admin"

_model_permissions: dict[Role, set[str]] = defaultdict(set)
_page_permissions: dict[Role, set[str]] = defaultdict(set)
_collection_permissions: dict[Role, set[str]] = defaultdict(set)


def grant(roles: Iterable[Role], *permissions: str) -> None:
    """Give permissions (`app.codename`) to roles."""
    for role in roles:
        _model_permissions[role].update(permissions)


def grant_on_pages(roles: Iterable[Role], *codenames: str) -> None:
    """Give permissions on every page (`change_page`, …) to roles, through the root of the page tree."""
    for role in roles:
        _page_permissions[role].update(codenames)


def grant_on_collections(roles: Iterable[Role], *permissions: str) -> None:
    """Give permissions on images and documents (`wagtailimages.add_image`, …), through the root collection."""
    for role in roles:
        _collection_permissions[role].update(permissions)


def permissions_of(role: Role) -> set[str]:
    """Return what is granted to a role, as `app.codename`; those on pages count as Wagtail's own."""
    on_pages = {f"wagtailcore.{codename}" for codename in _page_permissions[role]}
    return _model_permissions[role] | _collection_permissions[role] | on_pages


def crud(app_label: str, *models: str) -> list[str]:
    """Return the permissions to add, change, delete and view models of an app."""
    return [f"{app_label}.{verb}_{model}" for model in models for verb in ("add", "change", "delete", "view")]


def register_defaults() -> None:
    """Enter what the foundation and Wagtail themselves offer."""
    writers = [Role.EDITOR, Role.CORRESPONDENT]
    grant([*writers, Role.TRANSLATOR, Role.AUDITOR, Role.ADMINISTRATOR], ADMIN)
    grant_on_pages([Role.EDITOR], "add_page", "change_page", "publish_page", "lock_page", "unlock_page")
    # A correspondent writes in one section: page permissions are given there, to a group of that section.
    # A translator edits pages in some languages: page permissions are given to a group per language (core.translating).
    grant([Role.EDITOR], "wagtail_localize.submit_translation")
    grant([Role.EDITOR, Role.TRANSLATOR], "translating.view_standing")
    grant([Role.EDITOR], *crud("translating", "easyversion", "glossaryterm"))
    grant([Role.TRANSLATOR], "translating.view_glossaryterm")
    grant_on_collections(
        [Role.EDITOR],
        *("wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image"),
        *("wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.choose_document"),
    )
    grant_on_collections(
        [Role.CORRESPONDENT],
        *("wagtailimages.add_image", "wagtailimages.choose_image"),
        *("wagtaildocs.add_document", "wagtaildocs.choose_document"),
    )
    grant_on_collections([Role.TRANSLATOR], "wagtailimages.choose_image", "wagtaildocs.choose_document")
    grant(
        [Role.EDITOR],
        *crud("contacts", "contact"),
        *crud("accounts", "organisation"),
        *crud("wagtailredirects", "redirect"),
        "privacy.view_register",
    )
    grant([Role.AUDITOR], "audit.view_auditentry", "privacy.view_register")
    grant(
        [Role.ADMINISTRATOR],
        *crud("accounts", "user"),
        *crud("auth", "group"),
        *crud("wagtailcore", "site", "locale", "workflow", "task"),
        "navigation.change_sitesettings",
        *("audit.view_auditentry", "privacy.view_register"),
        *("mail.view_outboxmessage", "mail.change_outboxmessage"),
    )


def sync() -> None:
    """Make a group per role and give it what is granted and missing; safe to repeat.

    A permission of an app that is not migrated yet is given the next time.
    """
    _create_missing_permissions()
    for role in Role:
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.add(*_permissions(_model_permissions[role]))
        _sync_pages(group, _page_permissions[role])
        _sync_collections(group, _collection_permissions[role])
    sync_groups()


def _create_missing_permissions() -> None:
    """Let Django make its permissions now: its own signal may come after ours."""
    granted = {name for role in Role for name in permissions_of(role)}
    existing = {
        f"{label}.{codename}"
        for label, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    for label in sorted({name.split(".")[0] for name in granted - existing}):
        if label in apps.app_configs:
            create_permissions(apps.get_app_config(label), verbosity=0)


def _permissions(names: Iterable[str]) -> list[Permission]:
    found = []
    for name in sorted(names):
        label, codename = name.split(".")
        found += Permission.objects.filter(content_type__app_label=label, codename=codename)
    return found


def _sync_pages(group: Group, codenames: Iterable[str]) -> None:
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    for permission in _permissions(f"wagtailcore.{codename}" for codename in codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_collections(group: Group, names: Iterable[str]) -> None:
    root = Collection.objects.filter(depth=1).first()
    if root is None:
        return
    for permission in _permissions(names):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def label_of(name: str) -> str:
    """Return the translated label of a group that is a role or a language's translators, else its name."""
    return str(Role(name).label) if name in Role.values else translators_label(name) or name
