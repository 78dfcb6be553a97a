"""Importing in the admin: choose files, see what would change, decide, see what was done, take it back."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from projects.importing import previews
from projects.importing.apply import refused_by_policy
from projects.importing.comparing import described
from projects.importing.faults import Fault, FileFaultsError
from projects.importing.fields import documented
from projects.importing.forms import ChoicesForm, UploadForm, banks_for
from projects.importing.plan import Plan
from projects.importing.services import plan_file
from projects.importing.undoing import undo
from projects.importing.vocabulary import Vocabulary
from projects.models import ImportBatch

# As many records as somebody reads through; the counts tell of the rest.
SHOWN = 100
KEPT_SHOWN = 50


class ImportAccessMixin(WagtailAdminTemplateMixin):
    """Lets in those who may add projects to a bank; everybody else is refused."""

    header_icon = "upload"
    page_title = gettext_lazy("Import projects")
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse who may not add a project anywhere."""
        if not banks_for(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        """Return the last part of the way."""
        return [{"url": reverse("project_import"), "label": _("Import projects")}]


class ImportView(ImportAccessMixin, FormView):
    """Choose files; below, what has been imported."""

    template_name = "projects/admin/import_upload.html"
    form_class = UploadForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what has been imported and what a table may hold."""
        batches = ImportBatch.objects.exclude(state=ImportBatch.State.PREVIEWED).select_related("imported_by")
        return super().get_context_data(**kwargs, batches=batches[:KEPT_SHOWN], columns=documented())

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Keep the files for a day and show what they would change; say beside the field which cannot be read."""
        keys = []
        options = form.options()
        for file in form.cleaned_data["uploads"]:
            try:
                batch, _plan = previews.preview(file.name or "?", file.read(), options, self.request.user)
                keys.append(batch.pk)
            except FileFaultsError as error:
                for fault in error.faults:
                    form.add_error("uploads", f"{file.name}: {fault}")
            except PermissionDenied as error:
                form.add_error("publish", str(error))
                break
        if form.errors:
            ImportBatch.objects.filter(pk__in=keys, state=ImportBatch.State.PREVIEWED).delete()
            return self.form_invalid(form)
        return redirect("project_import_preview", keys="-".join(map(str, keys)))


class PreviewView(ImportAccessMixin, TemplateView):
    """What the files would change, and the decision."""

    template_name = "projects/admin/import_preview.html"
    page_subtitle = gettext_lazy("Preview")

    def trail(self) -> list[dict[str, Any]]:
        """Return the last part of the way."""
        return [*super().trail(), {"url": "", "label": _("Preview")}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead whoever comes too late (a second click, the back button) to where the imports are listed."""
        if request.user.is_authenticated and not self.batches():
            messages.warning(
                request,
                _("There is nothing to decide: the files were imported or thrown away, or are older than a day."),
            )
            return redirect("project_import")
        return super().dispatch(request, *args, **kwargs)

    def batches(self) -> list[ImportBatch]:
        """Return the previews that are asked for and still wait for their owner. Raises Http404 for an odd address."""
        keys = self.kwargs["keys"].split("-")
        if not all(key.isdecimal() and len(key) < 18 for key in keys):
            raise Http404
        found = [previews.waiting(int(key), self.request.user) for key in keys]
        return [batch for batch in found if batch]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Work out the plans anew: the pages may have changed since."""
        batches = self.batches()
        form = kwargs.pop("form", None) or ChoicesForm(initial=batches[0].options)
        files = [_looked_at(batch) for batch in batches]
        can_go_on = any(file["plan"] and not file["faults"] and file["plan"].changes_anything for file in files)
        return super().get_context_data(**kwargs, files=files, form=form, can_go_on=can_go_on, shown=SHOWN)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change the choices and look again, throw the files away, or import them."""
        batches = self.batches()
        if "discard" in request.POST:
            for batch in batches:
                batch.delete()
            messages.success(request, _("The files were thrown away."))
            return redirect("project_import")
        form = ChoicesForm(request.POST)
        if form.is_valid():
            for batch in batches:
                _choose(batch, form, request.user, form_errors=form)
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" not in request.POST:
            return redirect(request.path)
        return _import_all(request, batches)


def _choose(batch: ImportBatch, choices: ChoicesForm, user: Any, *, form_errors: ChoicesForm) -> None:
    options = replace(
        previews.options_of(batch),
        publish=choices.cleaned_data.get("publish", False),
        replace_edited=choices.cleaned_data.get("replace_edited", False),
    )
    reason = refused_by_policy(user, options.bank(), publish=options.publish)
    if reason and not form_errors.errors:
        form_errors.add_error("publish", reason)
    elif not reason:
        batch.options, batch.published = options.as_json(), options.publish
        batch.save(update_fields=["options", "published"])


def _looked_at(batch: ImportBatch) -> dict[str, Any]:
    """Return a plan with the faults of a file."""
    plan: Plan | None = None
    try:
        plan = plan_file(batch.filename, bytes(batch.content), previews.options_of(batch))
        faults: list[Fault] = plan.notes.faults
    except FileFaultsError as error:
        faults = error.faults
    steps = [step for step in plan.steps if step.action.value != "unchanged"] if plan else []
    vocabulary = Vocabulary()
    shown = [(step, described(step.facts, vocabulary) if step.page_id is None else []) for step in steps[:SHOWN]]
    return {"batch": batch, "plan": plan, "faults": faults, "steps": shown, "more": len(steps) - SHOWN}


def _import_all(request: HttpRequest, batches: list[ImportBatch]) -> HttpResponseRedirect:
    """Import each file by itself, say what became of it, and go to the result."""
    made: list[ImportBatch] = []
    refused = []
    for batch in batches:
        try:
            outcome = previews.confirm(batch.pk, request.user)
        except FileFaultsError as error:
            refused.append(batch.pk)
            count = len(error.faults)
            if count == 1:
                messages.error(request, f"{batch.filename}: {error.faults[0]}")
                continue
            text = ngettext(
                "“%(name)s” was refused: %(count)s fault.", "“%(name)s” was refused: %(count)s faults.", count
            )
            messages.error(request, text % {"name": batch.filename, "count": count})
            continue
        if outcome and outcome[1]:
            made.append(outcome[1])
            messages.success(request, _("“%(name)s” was imported.") % {"name": batch.filename})
        elif outcome:
            messages.info(request, _("“%(name)s” changes nothing.") % {"name": batch.filename})
        else:
            messages.info(request, _("“%(name)s” has been imported already.") % {"name": batch.filename})
    if refused:
        return redirect("project_import_preview", keys="-".join(map(str, refused)))
    if len(made) == 1:
        return redirect("project_import_result", pk=made[0].pk)
    return redirect("project_import")


class ResultView(ImportAccessMixin, TemplateView):
    """What an import did, with the way back."""

    template_name = "projects/admin/import_result.html"
    page_subtitle = gettext_lazy("Result")

    def trail(self) -> list[dict[str, Any]]:
        """Return the last part of the way."""
        return [*super().trail(), {"url": "", "label": _("Result")}]

    def batch(self) -> ImportBatch:
        """Return the import."""
        done = ImportBatch.objects.exclude(state=ImportBatch.State.PREVIEWED)
        return get_object_or_404(done, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the records."""
        batch = self.batch()
        entries = batch.entries.select_related("page")
        return super().get_context_data(
            **kwargs,
            batch=batch,
            entries=entries[:SHOWN],
            more=max(entries.count() - SHOWN, 0),
            can_undo=batch.state == ImportBatch.State.APPLIED,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the import back."""
        batch = self.batch()
        try:
            undone = undo(batch, request.user)
        except FileFaultsError as error:
            messages.error(request, str(error))
            return redirect("project_import_result", pk=batch.pk)
        messages.success(
            request,
            _("The import was taken back: %(deleted)s deleted, %(restored)s restored.")
            % {"deleted": undone.deleted, "restored": undone.restored},
        )
        for title, reason in undone.kept[:KEPT_SHOWN]:
            messages.warning(
                request, _("“%(title)s” was left as it is: %(reason)s") % {"title": title, "reason": reason}
            )
        return redirect("project_import_result", pk=batch.pk)
