"""Who gets where: every address beside the pages, deny by default. An address without a line fails the test.

| word | means |
| --- | --- |
| open | answers 200 to a plain visit |
| login | leads to sign-in |
| away | leads elsewhere on the portal, because there is nothing to show without what comes before |
| refused | 403, 404 or 410 |
| post | answers only to what is sent, not to a visit (405) |
"""

# Route → (stranger, member, editor). "{}" stands for the language prefix.
OWN = {
    "": ("away", "away", "away"),
    "robots.txt": ("open", "open", "open"),
    "sitemap.xml": ("open", "open", "open"),
    "media/(?P<path>.+)": ("refused", "refused", "refused"),
    "documents/(\\d+)/(.*)": ("refused", "refused", "refused"),
    "documents/authenticate_with_password/<int:restriction_id>/": ("refused", "refused", "refused"),
    "styleguide/": ("away", "away", "away"),
    "{}styleguide/": ("refused", "refused", "open"),
    "{}search/": ("open", "open", "open"),
    "{}write/<slug:kind>/": ("refused", "refused", "refused"),
    "{}write/<slug:kind>/thanks/": ("refused", "refused", "refused"),
    "{}event/calendar.ics": ("open", "open", "open"),
    "{}event/feed.atom": ("open", "open", "open"),
    "{}event/<uuid:key>.ics": ("refused", "refused", "refused"),
    "{}event/<uuid:key>/register/": ("refused", "refused", "refused"),
    "{}event/<uuid:key>/received/": ("refused", "refused", "refused"),
    "{}event/registration/<str:token>/": ("refused", "refused", "refused"),
    "{}event/registration/<str:token>/change/": ("refused", "refused", "refused"),
    "{}event/registration/<str:token>/certificate.pdf": ("refused", "refused", "refused"),
    "{}event/evaluation/<str:token>/": ("refused", "refused", "refused"),
    "{}calls/feed.atom": ("open", "open", "open"),
    "{}calls/calls.csv": ("open", "open", "open"),
    "{}calls/<uuid:key>/form/": ("refused", "refused", "refused"),
    "{}apply/": ("login", "open", "open"),
    "{}apply/start/<uuid:key>/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/section/<str:section_id>/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/review/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/submit/": ("login", "away", "away"),
    "{}apply/<uuid:key>/receipt/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/receipt/<int:number>.pdf": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/withdraw/": ("login", "away", "away"),
    "{}apply/<uuid:key>/discard/": ("login", "away", "away"),
    "{}apply/<uuid:key>/copy/": ("login", "away", "away"),
    "{}apply/<uuid:key>/form/": ("login", "away", "away"),
    "{}apply/invitation/<int:pk>/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/colleagues/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/messages/": ("login", "refused", "refused"),
    "{}apply/<uuid:key>/files/<uuid:file_key>/": ("login", "refused", "refused"),
    "{}partner/join/": ("refused", "refused", "refused"),
    "{}partner/join/thanks/": ("refused", "refused", "refused"),
    "{}method/<uuid:key>/adopt/": ("refused", "refused", "refused"),
    "{}method/<uuid:key>/adopt/thanks/": ("refused", "refused", "refused"),
    "{}subscribe/": ("open", "open", "open"),
    "{}subscribe/sent/": ("open", "open", "open"),
    "{}subscription/<str:token>/confirm/": ("refused", "refused", "refused"),
    "{}subscription/<str:token>/unsubscribe/": ("refused", "refused", "refused"),
    "{}subscription/<str:token>/choices/": ("refused", "refused", "refused"),
    "{}_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": ("refused",) * 3,
    "{}_util/login/": ("open", "open", "open"),
}

# The person's own account: a stranger signs in first.
ACCOUNT_OPEN = {
    "login/": ("open", "away", "away"),
    "login/code/": ("open", "away", "away"),
    "login/code/confirm/": ("login", "away", "away"),
    "signup/": ("open", "away", "away"),
    "logout/": ("away", "open", "open"),
    "inactive/": ("open", "open", "open"),
    "confirm-email/": ("login", "away", "away"),
    "erased/": ("open", "open", "open"),
    "password/reset/": ("open", "open", "open"),
    "password/reset/done/": ("open", "open", "open"),
    "password/reset/key/done/": ("open", "open", "open"),
    "password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/": ("open", "open", "open"),
    "2fa/authenticate/": ("login", "away", "away"),
    "2fa/webauthn/login/": ("login", "away", "away"),
}
ACCOUNT_SIGNED_IN = {
    "", "details/", "export/", "erase/", "email/", "reauthenticate/", "sessions/", "password/change/", "password/set/",
    "2fa/", "2fa/reauthenticate/", "2fa/totp/activate/", "2fa/totp/deactivate/", "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/", "2fa/recovery-codes/download/", "2fa/webauthn/", "2fa/webauthn/add/",
    "2fa/webauthn/reauthenticate/", "2fa/webauthn/keys/<int:pk>/remove/", "2fa/webauthn/keys/<int:pk>/edit/",
}  # fmt: skip

# What of the admins answers a stranger: the way in, and words and signs that hold no content.
ADMIN_OPEN = {
    "admin/login/",
    "admin/jsi18n/",
    "admin/localize/jsi18n/",
    "admin/sprite/",
    "admin/test404/",
    "django-admin/login/",
    "django-admin/jsi18n/",
}

# Section of the admin → the roles that see it. Everybody who works here sees their own start page.
EVERYBODY = {"editor", "correspondent", "translator", "case_officer", "auditor", "administrator"}
ADMIN_SECTIONS = {
    "admin/": EVERYBODY,
    "admin/pages/": {"editor"},
    "admin/translations/": {"editor", "translator"},
    "admin/snippets/translating/glossaryterm/": {"editor", "translator"},
    "admin/snippets/translating/easyversion/": {"editor"},
    "admin/account/": EVERYBODY,
    "admin/images/": {"editor", "correspondent"},
    "admin/documents/": {"editor", "correspondent"},
    "admin/redirects/": {"editor"},
    "admin/collections/": set(),
    "admin/users/": {"administrator"},
    "admin/groups/": {"administrator"},
    "admin/sites/": {"administrator"},
    "admin/locales/": {"administrator"},
    "admin/workflows/list/": {"administrator"},
    "admin/reports/audit/": {"auditor", "administrator"},
    "admin/reports/outbox/": {"administrator"},
    "admin/reports/personal-data/": {"editor", "auditor", "administrator"},
    "admin/snippets/accounts/organisation/": {"editor"},
    "admin/snippets/contacts/contact/": {"editor"},
    "admin/seminars/": {"editor"},
    "admin/snippets/grants/programmerules/": {"editor", "administrator"},
    "admin/cases/": {"case_officer", "auditor"},
    "admin/snippets/projects/adoption/": {"editor"},
    "admin/snippets/partners/partner/": EVERYBODY,
    "admin/snippets/partners/partnership/": EVERYBODY,
    "admin/snippets/partners/joinrequest/": {"editor"},
    "admin/newsletter/": {"editor"},
    "admin/snippets/partners/feeditem/": {"editor"},
    "admin/snippets/partners/feedsource/": {"editor"},
    "admin/snippets/partners/correspondent/": {"administrator"},
}
