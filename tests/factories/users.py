"""Users, by role."""

from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


class UserFactory(factory.django.DjangoModelFactory):
    """A user whose address is at example.org; the password is `PASSWORD`."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True
        exclude = ("PASSWORD",)

    PASSWORD = "provlösenord-1"  # for signing in through the form in tests

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    first_name = "Kim"
    last_name = factory.Sequence(lambda number: f"Prov{number}")
    password = factory.django.Password(PASSWORD)


def user_with_role(code: str, **values: Any) -> Any:
    """Return a user in the group of a role; the group is made when migrations have not made it."""
    user = UserFactory(**values)
    user.groups.add(Group.objects.get_or_create(name=code)[0])
    return user
