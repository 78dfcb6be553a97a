"""The mails about applications, written when they are sent: in the reader's language, from how things stand then."""

from collections.abc import Callable
from dataclasses import dataclass
from email.mime.application import MIMEApplication
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import pdf
from core.mail import kinds, outbox
from core.mail.kinds import Letter
from core.mail.links import absolute_url
from core.mail.models import OutboxMessage
from grants import notifications, policies, receipts
from grants.enums import MemberRole, State
from grants.models.applications import Application, CaseEvent, Invitation, Member
from grants.pages_of import page_of
from grants.standing import moment_text

Words = dict[str, Any]

# A mail that is about a state tells nothing once the state has passed.
ONLY_IN = {
    notifications.WITHDRAWN: State.WITHDRAWN,
    notifications.COMPLETION: State.COMPLETION,
    notifications.DRAFT_AGES: State.DRAFT,
}


@dataclass
class Draft:
    """What these mails are written from: to whom, about which application, in which language."""

    to: str
    name: str
    application: Application
    sequence: int
    language: str
    invitation: Invitation | None = None
    event: CaseEvent | None = None

    def url(self, name: str) -> str:
        """Return the whole address of a view of the application."""
        return absolute_url(name, self.application.key, language=self.language)

    def call_title(self) -> str:
        """Return what the call is called in the language of the mail, or in its own."""
        page = page_of(self.application.call, self.language)
        return page.title if page is not None else self.application.call.title


def build(message: OutboxMessage) -> Letter | None:
    """Return the letter, or None when there is nobody or nothing to tell any more."""
    draft = find(message)
    if draft is None or not draft.to:
        return None
    state = draft.application.state
    if ONLY_IN.get(message.kind, state) != state:
        return None
    with translation.override(message.language):
        words = WRITERS[message.kind](draft)
        if words is None:
            return None
        context = {"name": draft.name, "facts": facts(draft), "action": "", "action_url": "", **words}
        return Letter(to=draft.to, context=context, attachments=words.pop("attachments", ()))


def find(message: OutboxMessage) -> Draft | None:
    """Return who is told of what, by what the mail is about: a member, an invitation, or a line in the log."""
    model, pk = message.subject_ref.rpartition(":")[0], outbox.referenced_id(message)
    if model == "grants.member":
        return of_member(pk, message)
    if model == "grants.invitation":
        rows = Invitation.objects.select_related("application__call__locale")
        row = rows.filter(pk=pk).first()
        return Draft(row.email, "", row.application, 0, message.language, invitation=row) if row is not None else None
    return to_office(pk, message)


def of_member(pk: str, message: OutboxMessage) -> Draft | None:
    """Return what is told to a member; None for one who has left, or whose account is closed."""
    member = Member.objects.select_related("user", "application__call__locale").filter(pk=pk).first()
    if member is None or not member.user.is_active:
        return None
    name = member.user.get_full_name()
    return Draft(member.user.email, name, member.application, message.sequence, message.language)


def to_office(pk: str, message: OutboxMessage) -> Draft | None:
    """Return what is told to those who handle the case: the contact of the call, or a case officer."""
    event = CaseEvent.objects.select_related("application__call__locale").filter(pk=pk).first()
    if event is None:
        return None
    to, name = notifications.office_address(event.application), ""
    if message.sequence:
        officer = User.objects.filter(pk=message.sequence).first()
        if officer is None or not policies.may_handle(officer, event.application):
            return None
        to, name = officer.email, officer.get_full_name()
    return Draft(to, name, event.application, event.number, message.language, event=event)


def facts(draft: Draft) -> list[tuple[str, str]]:
    """Return what the mail is about."""
    application = draft.application
    rows = [
        (_("Call"), draft.call_title()),
        (_("Application"), application.title),
        (_("Case number"), application.case_number or ""),
    ]
    return [(label, text) for label, text in rows if text]


def _receipt(draft: Draft) -> Words | None:
    submission = draft.application.submissions.filter(number=draft.sequence).first()
    if submission is None:
        return None
    paragraphs = [_("We have received the application, on %(when)s.") % {"when": moment_text(submission.submitted_at)}]
    try:
        made = MIMEApplication(receipts.pdf_of(submission), "pdf")
    except pdf.UnavailableError:
        attachments: tuple[Any, ...] = ()
        paragraphs.append(_("With the link you read all that was sent, and fetch the receipt."))
    else:
        made.add_header("Content-Disposition", "attachment", filename=f"{draft.application.case_number}.pdf")
        attachments = (made,)
        paragraphs.append(_("The receipt is enclosed, with all that was sent."))
    return {
        "subject": _("We have received your application"),
        "paragraphs": [*paragraphs, _("On the page of the application you see where it stands and what happens next.")],
        "action": _("To the application"),
        "action_url": draft.url("grants:overview"),
        "attachments": attachments,
    }


def _withdrawn(draft: Draft) -> Words:
    return {
        "subject": _("The application is withdrawn"),
        "paragraphs": [
            _("The application is withdrawn, and will not be judged."),
            _("What was sent is kept with the case. You can copy it to a new application while the call is open."),
        ],
        "action": _("To the application"),
        "action_url": draft.url("grants:overview"),
    }


def _invitation(draft: Draft) -> Words | None:
    invitation = draft.invitation
    if invitation is None:
        return None
    return {
        "subject": _("You are invited to write an application together"),
        "paragraphs": [
            _("Somebody who is applying wants you to take part."),
            _("Your part: %(role)s.") % {"role": MemberRole(invitation.role).label},
            _("Sign in with this very address; if you have no account you get one by a code, without a password."),
            _("If you do not know what this is about, do nothing: nobody gets in without this address."),
        ],
        "action": _("See the invitation"),
        "action_url": absolute_url("grants:invitation", invitation.pk, language=draft.language),
    }


def _completion(draft: Draft) -> Words | None:
    until = draft.application.completion_until
    latest = draft.application.events.filter(number=draft.sequence).first()
    if until is None or latest is None:
        return None
    return {
        "subject": _("Your application needs to be completed"),
        "paragraphs": [
            _("Those who handle the application ask you to complete it by %(when)s.") % {"when": moment_text(until)},
            _("What they ask for is among the messages. You can write in the application again until then."),
        ],
        "action": _("Read what is asked for"),
        "action_url": draft.url("grants:messages"),
    }


def _message(draft: Draft) -> Words:
    if draft.event is not None:
        address = absolute_url("grants_admin_case", draft.application.pk, language=draft.language)
        text = _("The applicant has written in the case.")
    else:
        address = draft.url("grants:messages")
        text = _("Those who handle your application have written to you.")
    return {
        "subject": _("A new message in the case"),
        "paragraphs": [text, _("The message is read and answered on the portal, where it is kept with the case.")],
        "action": _("Read the message"),
        "action_url": address,
    }


def _draft_ages(draft: Draft) -> Words | None:
    application = draft.application
    if application.saved_at.toordinal() != draft.sequence:
        return None
    return {
        "subject": _("Your draft will be thrown away"),
        "paragraphs": [
            _("Nobody has written in this draft since %(when)s.") % {"when": moment_text(application.saved_at)},
            _("In a month it is thrown away with its files. If you want to keep it, open it and save a section."),
        ],
        "action": _("Open the draft"),
        "action_url": draft.url("grants:overview"),
    }


WRITERS: dict[str, Callable[[Draft], Words | None]] = {
    notifications.RECEIPT: _receipt,
    notifications.WITHDRAWN: _withdrawn,
    notifications.INVITATION: _invitation,
    notifications.COMPLETION: _completion,
    notifications.MESSAGE: _message,
    notifications.DRAFT_AGES: _draft_ages,
}


def register() -> None:
    """Enter the kinds of mail."""
    for code, label in notifications.LABELS.items():
        kinds.register(kinds.MailKind(code, label, "emails/grant_letter", build))
