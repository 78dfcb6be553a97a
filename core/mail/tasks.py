"""The worker's part."""

from django_tasks import task

from core.mail import services


@task()
def deliver() -> dict[str, int]:
    """Send what is due, and return how many mails met which end."""
    return services.deliver_due()
