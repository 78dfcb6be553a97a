"""What search engines and other machines read about a page: schema.org in JSON-LD."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from core.reading import reading_of

Thing = dict[str, Any]
CONTEXT = "https://schema.org"
# Nothing in a value can end the script element or begin another, whatever an editor wrote.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(thing: Thing) -> SafeString:
    """Return a JSON-LD element. Values may hold anything, also `</script>`."""
    text = json.dumps(thing, ensure_ascii=False, default=str).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 — escaped in the line above


def organisation(chrome: Any) -> Thing:
    """Return the organisation behind the site."""
    details = chrome.settings
    thing: Thing = {
        "@type": "Organization",
        "name": details.organisation_name,
        "url": chrome.base_url + chrome.home_url,
    }
    if details.email:
        thing["email"] = details.email
    if details.phone:
        thing["telephone"] = str(details.phone)
    same_as = [item["value"]["url"] for item in details.links.raw_data if item["value"].get("url")]
    if same_as:
        thing["sameAs"] = same_as
    return thing


def website(chrome: Any, language: str) -> Thing:
    """Return the site, with how it is searched."""
    target = f"{chrome.base_url}{chrome.search_url}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "name": chrome.settings.organisation_name,
        "url": chrome.base_url + chrome.home_url,
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(chrome: Any, title: str, url: str) -> Thing:
    """Return the way to a page, itself last."""
    trail = [*((crumb["title"], chrome.base_url + crumb["url"]) for crumb in chrome.breadcrumbs), (title, url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(trail, 1)
        ],
    }


def graph(page: Any, chrome: Any, request: HttpRequest) -> Thing | None:
    """Return all that is said about a page; None when the frame could not be read."""
    if chrome.settings is None:
        return None
    things: list[Thing] = []
    # A site without the name of its organisation says nothing of itself; of its pages it does.
    if chrome.is_home and chrome.settings.organisation_name:
        things = [organisation(chrome), website(chrome, reading_of(request).language)]
    elif chrome.breadcrumbs:
        things = [breadcrumbs(chrome, page.title, chrome.base_url + (page.get_url(request) or ""))]
    own = page.structured_data(request, chrome)
    if own:
        things.append(own)
    return {"@context": CONTEXT, "@graph": things} if things else None
