"""Accounts with second factors, organisations and memberships."""

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from accounts.models import Membership, Organisation

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An organisation without a number."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Provkommunen {number}")


class MembershipFactory(factory.django.DjangoModelFactory):
    """A reader's place in an organisation."""

    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)


def verify_address(user):
    """Let the user's address be confirmed, as after the first code."""
    return EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def add_totp(user):
    """Give the user an authenticator app."""
    return TOTP.activate(user, SECRET).instance


def totp_code(secret=SECRET):
    """Return the code that the app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))
