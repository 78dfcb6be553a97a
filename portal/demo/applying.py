"""Applications to the demo's calls, begun, written and sent through the same services as everybody's."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from stdnum import luhn

from accounts.models import Organisation
from core.mail.enums import State as MailState
from core.mail.models import OutboxMessage
from core.mail.outbox import reference
from grants.models import Application, Attachment, Call, CaseEvent, Member, Submission
from grants.services import completion, drafts, members, messages, submitting
from portal.demo.content import Record, read_file
from portal.demo.keys import key_of
from portal.demo.pages import page_key

LANGUAGE = "sv"
# How long an application is written on, and what is soon after a call has opened.
WRITTEN, SOON = timedelta(days=12), timedelta(hours=1)


def make_applications(users: dict[str, Any]) -> None:
    """Make the applications of the content: drafts as far as they say, the others sent, some of them withdrawn.

    Each is made at the hours it is said to be from, the first sent first, so that numbers and logs tell one story.
    """
    content = read_file("applications")
    now = timezone.now()
    told = []
    for number, record in enumerate(content["application"]):
        call = Call.objects.get(translation_key=page_key(record["call"]))
        told.append((sent_at(call, number, now), number, record, call))
    for when, number, record, call in sorted(told, key=lambda one: one[:2]):
        answers = Answers(record, content, number, timezone.localdate(when))
        with Story(max(when - WRITTEN, call.opens_at + SOON), now) as story:
            application = _make(answers, call, users, story, when)
        delivered(application, story.moment)


def sent_at(call: Call, number: int, now: datetime) -> datetime:
    """Return when an application is sent, or last saved: some days before the call closed, or some days ago."""
    ends = min(call.closes_at or now, now)
    return max(ends - timedelta(days=1 + number % 9, hours=number % 7), call.opens_at + 2 * SOON)


class Story:
    """The hour that it is while something of the demo is made. Time only goes on, and never beyond now."""

    def __init__(self, begins: datetime, now: datetime) -> None:
        self.moment, self.now = begins, now

    def __enter__(self) -> "Story":
        self.real, timezone.now = timezone.now, lambda: self.moment
        return self

    def __exit__(self, *_raised: object) -> None:
        timezone.now = self.real

    def at(self, moment: datetime) -> None:
        """Go on to a moment."""
        self.moment = max(self.moment + timedelta(minutes=1), min(moment, self.now - timedelta(hours=1)))


def delivered(application: Application, when: datetime) -> None:
    """Let the mails about an application be sent: nobody waits for them, and none is to go out."""
    about = [*application.members.all(), *application.events.all()]
    told = OutboxMessage.objects.filter(subject_ref__in=[reference(row) for row in about])
    told.update(state=MailState.SENT, created_at=when, sent_at=when)


def _make(answers: "Answers", call: Call, users: dict[str, Any], story: Story, sent: datetime) -> Application:
    record, actor = answers.record, users[answers.record["by"]]
    application = drafts.start(actor, call, LANGUAGE, key_of("application", str(answers.number)))
    begun = {"created_at": story.moment, "saved_at": story.moment, "state_since": story.moment}
    Application.objects.filter(pk=application.pk).update(**begun)
    for email, role in record.get("with", []):
        _invite(application, actor, users[email], role, story)
    sections = application.form_version.structure[: record.get("sections", 99)]
    pause = (sent - story.moment) / (len(sections) + 1)
    for section in sections:
        story.at(story.moment + pause)
        writing = drafts.Writing(section["id"], answers.of_section(section), 0)
        drafts.save_section(actor, application, writing)
    if record["state"] != "draft":
        story.at(sent)
        submitting.submit(actor, application, LANGUAGE)
    if record["state"] == "withdrawn":
        story.at(sent + timedelta(days=2))
        submitting.withdraw(actor, application, "Vi gör försöket med egna pengar i stället.")
    for name, words in record.get("messages", []):
        story.at(story.moment + timedelta(hours=5))
        messages.post(users[name], application, words)
    if "ask" in record:
        story.at(story.moment + timedelta(hours=7))
        completion.ask(users["officer"], application, story.now + timedelta(days=12), record["ask"])
    return application


def _invite(application: Application, actor: Any, colleague: Any, role: str, story: Story) -> None:
    """Let a colleague be asked in, and say yes some hours later."""
    invitation = members.invite(actor, application, colleague.email, role, LANGUAGE)
    letter = reference(invitation)
    story.at(story.moment + timedelta(hours=3))
    members.accept(colleague, invitation)
    # There is nothing left to invite to.
    OutboxMessage.objects.filter(subject_ref=letter).delete()


class Answers:
    """What an application answers, part by part, whatever form it is written in."""

    def __init__(self, record: Record, content: Record, number: int, today: date) -> None:
        self.record = record
        self.texts = content["texts"]
        self.org_numbers = content["org"]
        self.number = number
        self.today = today

    def of_section(self, section: Record) -> Record:
        """Return the answers of a section. A question under an answer is left to those who gave it."""
        return {part["id"]: self.of_part(part) for part in section["parts"] if not part.get("only_if")}

    def of_part(self, part: Record) -> Any:
        """Return the answer to a part; None where nothing is said."""
        writer = getattr(self, f"_{part['kind']}", None)
        return writer(part) if writer is not None else None

    def day(self, days: int) -> str:
        """Return a day so many from today, as it is stored."""
        return str(self.today + timedelta(days=days))

    def one(self, name: str, more: int = 0) -> str:
        """Return one of the texts of a name, another for each application."""
        return str(self.texts[name][(self.number + more) % len(self.texts[name])])

    def organisation_row(self) -> Organisation:
        """Return the organisation that applies."""
        return Organisation.objects.select_related("municipality").get(name=self.record["organisation"])

    def _organisation(self, part: Record) -> Record:
        own = self.organisation_row()
        digits = self.org_numbers[own.name][:9]
        number = digits + luhn.calc_check_digit(digits)
        return {
            "name": own.name,
            "org_number": f"{number[:6]}-{number[6:]}",
            "sector": own.sector,
            "municipality": own.municipality.code if own.municipality else "",
            "website": "",
        }

    def _contact(self, part: Record) -> Record:
        return {"name": "Projektansvarig", "email": f"{self.record['by']}@example.org", "phone": "", "role": "Ansvarig"}

    def _summary(self, part: Record) -> Record:
        return {"title": self.record["title"], "text": self.record["summary"]}

    def _long_text(self, part: Record) -> str:
        return str(self.record["question"]) if self.number % 2 else f"{self.record['question']} {self.one('involved')}"

    def _number(self, part: Record) -> str:
        return str(12 + 7 * self.number)

    def _date(self, part: Record) -> str:
        return self.day(40)

    def _choice(self, part: Record) -> str:
        return str(part["options"][0])

    def _choices(self, part: Record) -> list[str]:
        return [part["options"][self.number % (len(part["options"]) - 1)]]

    def _consent(self, part: Record) -> bool:
        return True

    def _target_groups(self, part: Record) -> list[str]:
        return list(self.record.get("groups", ["employees"]))

    def _municipalities(self, part: Record) -> list[str]:
        own = self.organisation_row().municipality
        return [own.code] if own is not None else ["0580"]

    def _time_plan(self, part: Record) -> list[Record]:
        rows = zip(self.texts["activities"], (90, 150, 330), (149, 329, 400), strict=True)
        return [{"activity": words, "starts": self.day(start), "ends": self.day(end)} for words, start, end in rows]

    def _indicators(self, part: Record) -> list[Record]:
        return [
            {
                "label": self.one("measured"),
                "baseline": "0",
                "target": str(10 + self.number),
                "unit": "personer",
                "due": self.day(400),
            }
        ]

    def _dissemination(self, part: Record) -> list[Record]:
        return [self.promise(more) for more in range(1 + self.number % 2)]

    def promise(self, more: int) -> Record:
        """Return a promise of the dissemination plan."""
        words = {"activity": self.one("promises", more), "audience": self.one("audiences", more)}
        return {**words, "date": self.day(380 + more)}

    def _budget(self, part: Record) -> Record:
        costs = self.record["costs"]
        year = str((self.today + timedelta(days=90)).year)
        rows = [("staff", costs * 6 // 10), ("services", costs * 3 // 10), ("dissemination", costs // 10)]
        return {
            "currency": "SEK",
            "rows": [{"year": year, "kind": kind, "amount": f"{amount}.00"} for kind, amount in rows],
            "cofinancing": [{"source": self.record["organisation"], "form": "in_kind", "amount": f"{costs // 4}.00"}],
        }

    def _support(self, part: Record) -> Record:
        if "costs" not in self.record:
            subject = {"advice_hours": "20", "advice_subject": self.record["question"]}
            return {"kind": "advice", "amount": "", "currency": "SEK", **subject}
        amount = self.record["costs"] - self.record["costs"] // 4
        return {"kind": "money", "amount": f"{amount}.00", "currency": "SEK", "advice_hours": "", "advice_subject": ""}


def remove_applications(keys: list[Any]) -> int:
    """Remove the applications to the demo's calls with all that hangs on them; return how many."""
    applications = Application.objects.filter(call__translation_key__in=keys)
    files = Attachment.objects.filter(application__in=applications)
    for attachment in files:
        attachment.file.storage.delete(attachment.file.name or "")
    told = [
        *Member.objects.filter(application__in=applications),
        *CaseEvent.objects.filter(application__in=applications),
    ]
    OutboxMessage.objects.filter(subject_ref__in=[reference(row) for row in told]).delete()
    # Past the refusal to cut the log of a case: what was made up is no case.
    QuerySet(CaseEvent).filter(application__in=applications).delete()
    Submission.objects.filter(application__in=applications).delete()
    count = applications.count()
    applications.update(copied_from=None)
    applications.delete()
    return count
