"""The worker's part."""

from typing import Any

from django_tasks import task

from core.mail import services


@task()
def deliver() -> dict[str, int]:
    """Send what is due, and return how many mails met which end."""
    return services.deliver_due()


def enqueue_delivery(**kwargs: Any) -> None:
    """Ask the worker to send, when the outbox says that mail is waiting."""
    deliver.enqueue()
