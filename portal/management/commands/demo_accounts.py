"""Show the demo accounts."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from portal.demo.content import read_content
from portal.preparing import demo_password


class Command(BaseCommand):
    """Print address, role and password of the accounts to try the portal with."""

    help = "Print the demo accounts that exist, with their roles and their common password."

    def handle(self, *args: Any, **options: Any) -> None:
        addresses = [record["email"] for record in read_content().accounts]
        users = get_user_model().objects.filter(email__in=addresses, is_active=True).order_by("pk")
        rows = [(user.email, ", ".join(user.groups.order_by("name").values_list("name", flat=True))) for user in users]
        if not rows:
            self.stdout.write("There are no demo accounts. Load them with: manage.py load_demo")
            return
        password = demo_password(settings.DATA_DIR)
        width = max(len(email) for email, _roles in rows)
        roles_width = max(len(roles) for _email, roles in rows)
        for email, roles in rows:
            self.stdout.write(f"{email:<{width}}  {roles:<{roles_width}}  {password}")
