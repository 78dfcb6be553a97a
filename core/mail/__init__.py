"""Outbox with retries, subscriptions, and the local mailbox.

**To tell somebody something**, an app registers a kind of mail when it is ready (`AppConfig.ready()`):

    kinds.register(kinds.MailKind("events.confirmed", _("Confirmed registration"), "emails/events_confirmed", build))

where `build(message)` finds the object that `message.subject_ref` names and returns a `Letter` (to whom, and the
context of the templates `<template>.subject.txt`, `<template>.txt` and `<template>.html`), or None when there is
nothing to tell any more. Then, in the transaction of what happens:

    outbox.enqueue("events.confirmed", registration, language=registration.language)

The row holds ids, never an address or a text; the mail is written when it is sent. The same (subject, kind, sequence)
is told once, however often it is enqueued; raise `sequence` to tell again.

**To announce something to subscribers**: see `core.mail.subscriptions`.
"""
