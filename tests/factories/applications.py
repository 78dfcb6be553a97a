"""Applications: written and sent through the services, as people do it."""

from typing import Any

from accounts.models import User
from grants.enums import MemberRole
from grants.models import Application, Call, Member
from grants.services import drafts
from tests.factories.grants import key, make_call
from tests.factories.users import UserFactory

PROMISE = [{"activity": "Seminarium för grannkommunerna", "audience": "Chefer", "date": "2027-09-01"}]
ORGANISATION = {
    "name": "Föreningen Ö",
    "org_number": "212000-0449",
    "sector": "association",
    "municipality": "0580",
    "website": "",
}


def answers_in(section: str) -> dict[str, Any]:
    """Return whole answers to a section of the small form: who, idea or spread."""
    return {
        "who": {key("organisation"): ORGANISATION, key("before"): key("before/options", 0)},
        "idea": {key("summary"): {"title": "Språkcafé på fabriken", "text": "Vi prövar språkcaféer."}, key("rows"): []},
        "spread": {key("dissemination"): PROMISE},
    }[section]


def section_id(name: str) -> str:
    """Return the id of a section of the small form."""
    return key("section", name)


def make_draft(call: Call, owner: User | None = None, *, whole: bool = False) -> Application:
    """Return a draft of `owner`, or of somebody; `whole` has everything that is asked."""
    owner = owner or UserFactory()
    made = drafts.start(owner, call, "sv")
    if whole:
        for name in ("who", "idea", "spread"):
            write(made, owner, name, answers_in(name))
    made.refresh_from_db()
    return made


def write(application: Application, actor: Any, name: str, answers: dict[str, Any], revision: int = 0) -> drafts.Saved:
    """Save a section of the small form."""
    return drafts.save_section(actor, application, drafts.Writing(section_id(name), answers, revision))


def owner_of(application: Application) -> User:
    """Return who owns an application."""
    return application.members.get(role=MemberRole.OWNER).user


def add_member(application: Application, role: MemberRole) -> User:
    """Return somebody new who takes part in an application."""
    user = UserFactory()
    Member.objects.create(application=application, user=user, role=role)
    return user


__all__ = ["add_member", "answers_in", "make_call", "make_draft", "owner_of", "section_id", "write"]
