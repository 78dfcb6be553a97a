"""Forms of the administration of users."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import User
from accounts.roles import label_of
from accounts.services import change_address


class _PortalUserForm(forms.ModelForm):
    """What both forms share: roles by their translated names, and no step up by oneself."""

    acting_user: Any = None

    def _adapt(self) -> None:
        self.fields["first_name"].required = False
        self.fields["last_name"].required = False
        groups = self.fields["groups"]
        if isinstance(groups, forms.ModelMultipleChoiceField):
            groups.label = _("Roles")
            groups.choices = [(group.pk, label_of(group.name)) for group in Group.objects.order_by("name")]
        if not getattr(self.acting_user, "is_superuser", False):
            self.fields.pop("is_superuser", None)

    def clean_email(self) -> str:
        """Keep addresses in small letters, and refuse one that is taken whatever its case."""
        email = self.cleaned_data["email"].lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("There is an account with this address already."), code="duplicate")
        return email


class PortalUserCreationForm(_PortalUserForm, UserCreationForm):
    """A new account. The person signs in with a code sent to the address."""

    class Meta(UserCreationForm.Meta):
        fields = {*UserCreationForm.Meta.fields, "language"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._adapt()

    def save(self, commit: bool = True) -> User:
        """Make the account without a password."""
        self.instance.set_unusable_password()
        return super().save(commit)


class PortalUserEditForm(_PortalUserForm, UserEditForm):
    """An account that exists."""

    class Meta(UserEditForm.Meta):
        fields = {*UserEditForm.Meta.fields, "language"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._adapt()

    def save(self, commit: bool = True) -> User:
        """Save, and let an address that was changed be confirmed anew."""
        user = super().save(commit)
        if commit and "email" in self.changed_data:
            change_address(user, user.email)
        return user
