"""What those who came get afterwards: an evaluation to answer, and a certificate."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.reading import active_language
from events import certificates, links
from events.evaluation_forms import EvaluationForm
from events.models.registrations import Registration
from events.pages_of import pages_of
from events.services import evaluating
from events.views import LinkView, RegistrationView


class EvaluationView(LinkView):
    """The evaluation behind a link that opens nothing else; it says nobody's name."""

    def find(self, token: str) -> Registration | None:
        """Return the registration of whom it is asked."""
        return links.evaluator_for(token)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the form, thanks to one who has answered, or why there is nothing to answer."""
        if self.registration.evaluated:
            return self._show(request, thanks=True)
        if not evaluating.may_evaluate(self.registration):
            return self._show(request, closed=True)
        return self._show(request, form=EvaluationForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Count what was answered. Sent twice, it counts once."""
        form = EvaluationForm(request.POST)
        if not self.registration.evaluated:
            if not evaluating.may_evaluate(self.registration):
                return self._show(request, closed=True)
            if not form.is_valid():
                return self._show(request, form=form)
            evaluating.evaluate(self.registration, form.ratings(), form.texts())
        return HttpResponseRedirect(reverse("events:evaluation", args=[token]))

    def _show(self, request: HttpRequest, **context: Any) -> HttpResponse:
        event = self.registration.event
        page = pages_of([event], active_language()).get(event.pk)
        about = {"event_title": page.title if page is not None else event.title, "group": evaluating.GROUP,
                 "event_lang": page.card_language if page is not None else event.locale.language_code}  # fmt: skip
        return render(request, "events/evaluation.html", {**about, **context})


class CertificateView(LinkView):
    """The certificate of one who came, as a PDF."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Answer with the file, or with the registration and why there is none."""
        if not certificates.may_have(self.registration):
            problem = _("The certificate is for those who were there, once it is over.")
            return self._refused(request, token, problem, 409)
        try:
            content = certificates.pdf_of(self.registration)
        except certificates.UnavailableError:
            return self._refused(request, token, _("The certificate cannot be made just now. Please try later."), 503)
        response = HttpResponse(content, content_type="application/pdf")
        kind = slugify(_("Certificate of attendance"))
        name = f"{self.registration.event.local_start:%Y-%m-%d}-{kind}.pdf"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
        return response

    def _refused(self, request: HttpRequest, token: str, problem: str, status: int) -> HttpResponse:
        view = RegistrationView()
        view.setup(request, token=token)
        view.registration = self.registration
        return view.get(request, token, problem, status)
