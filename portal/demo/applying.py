"""Applications to the demo's calls, begun, written and sent through the same services as everybody's."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from stdnum import luhn

from accounts.models import Organisation
from core.mail.models import OutboxMessage
from core.mail.outbox import reference
from grants.models import Application, Attachment, Call, CaseEvent, Member, Submission
from grants.services import completion, drafts, members, messages, submitting
from portal.demo.content import Record, read_file
from portal.demo.keys import key_of
from portal.demo.pages import page_key

LANGUAGE = "sv"


def make_applications(users: dict[str, Any], today: date) -> None:
    """Make the applications of the content: drafts as far as they say, the others sent, some of them withdrawn."""
    content = read_file("applications")
    for number, record in enumerate(content["application"]):
        call = Call.objects.get(translation_key=page_key(record["call"]))
        was_closed = opened(call)
        application = _make(Answers(record, content, number, today), call, users)
        if was_closed is not None:
            Call.objects.filter(pk=call.pk).update(closes_at=was_closed)
            backdate(application, was_closed - timedelta(days=1 + number % 9))


def backdate(application: Application, when: datetime) -> None:
    """Let an application to a closed call be from when it was open. Its log says when it was really made."""
    begun = {"created_at": when - timedelta(days=12), "saved_at": when}
    Application.objects.filter(pk=application.pk).update(submitted_at=when, state_since=when, **begun)
    Submission.objects.filter(application=application).update(submitted_at=when)


def opened(call: Call) -> Any:
    """Open a closed call, so that it can be applied to as it once was; return when it closed, None for an open one."""
    closes_at = call.closes_at
    if closes_at is None or call.takes_submissions():
        return None
    call.closes_at = closes_at + timedelta(days=3650)
    call.save(update_fields=["closes_at"])
    return closes_at


def _make(answers: "Answers", call: Call, users: dict[str, Any]) -> Application:
    record, actor = answers.record, users[answers.record["by"]]
    application = drafts.start(actor, call, LANGUAGE, key_of("application", str(answers.number)))
    sections = application.form_version.structure[: record.get("sections", 99)]
    for section in sections:
        writing = drafts.Writing(section["id"], answers.of_section(section), 0)
        drafts.save_section(actor, application, writing)
    for email, role in record.get("with", []):
        invitation = members.invite(actor, application, f"{email}@example.org", role, LANGUAGE)
        letter = reference(invitation)
        members.accept(users[email], invitation)
        # There is nothing left to invite to.
        OutboxMessage.objects.filter(subject_ref=letter).delete()
    if record["state"] != "draft":
        submitting.submit(actor, application, LANGUAGE)
    if record["state"] == "withdrawn":
        submitting.withdraw(actor, application, "Vi gör försöket med egna pengar i stället.")
    for name, words in record.get("messages", []):
        messages.post(users[name], application, words)
    if "ask" in record:
        until = timezone.now() + timedelta(days=12)
        completion.ask(users["officer"], application, until, record["ask"])
    return application


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
