"""Making users whose name is their e-mail address."""

from typing import Any

from django.contrib.auth.models import BaseUserManager


class UserManager(BaseUserManager[Any]):
    """Creates users by e-mail address."""

    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> Any:
        """Find a user by address, whatever its case."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Any:
        """Make a user; without a password the account is reached by a code sent by e-mail.

        Raises ValueError when the address is empty.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> Any:
        """Make a user who may do everything."""
        return self.create_user(email, password, **{**extra, "is_staff": True, "is_superuser": True})
