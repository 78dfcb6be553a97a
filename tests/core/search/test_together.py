"""Rows saved in one go are indexed in one go: search works at once, and no task is left behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch import tasks as search_tasks
from wagtail import tasks as wagtail_tasks
from wagtail.models import Page, ReferenceIndex

from core.contacts.models import Contact
from core.search.together import indexed_together
from home.models import ArticleIndexPage, ArticlePage


@pytest.fixture
def queued(monkeypatch) -> list[tuple]:
    """What would have become a task."""
    found: list[tuple] = []
    for task in (search_tasks.insert_or_update_object_task, wagtail_tasks.update_reference_index_task):
        monkeypatch.setattr(type(task), "enqueue", lambda self, *args, **kwargs: found.append(args))
    return found


@pytest.fixture
def news(site):
    index = ArticleIndexPage(title="Nyheter", slug="nyheter", locale=site.home.locale)
    site.home.add_child(instance=index)
    return index


def write_article(news, site, word="Björkallé"):
    article = ArticlePage(title=word, slug="artikel", date="2026-01-01", locale=site.home.locale)
    article.contact = Contact.objects.create(label_sv="Samordnare", email="samordnare@example.org")
    news.add_child(instance=article)
    article.save_revision().publish()
    return article


def found(word):
    return [page.title for page in Page.objects.search(word)]


def test_what_was_saved_is_found_and_referred_to_without_a_task(news, site, queued):
    with indexed_together() as together:
        article = write_article(news, site)
        assert found("Björkallé") == []
        assert len(together) > 0
        ticks = []
        together.write(lambda: ticks.append(1))

    assert found("Björkallé") == ["Björkallé"]
    assert [row.object_id for row in ReferenceIndex.get_references_to(article.contact)] == [str(article.pk)]
    assert queued == []
    assert len(ticks) > 0
    assert len(together) == 0


def test_after_the_block_a_change_becomes_a_task_again(news, site, queued):
    with indexed_together():
        pass

    write_article(news, site)

    assert {args[1] for args in queued} >= {"articlepage"}


def test_a_failure_in_the_block_leaves_the_handlers_as_they_were(news, site, queued):
    with pytest.raises(RuntimeError), indexed_together():
        raise RuntimeError

    write_article(news, site)

    assert queued


def test_a_row_that_is_gone_is_passed_over(news, site, queued):
    with indexed_together() as together:
        write_article(news, site).delete()
        together.write()

    assert found("Björkallé") == []


def test_a_page_published_twice_is_indexed_once(news, site):
    with indexed_together() as together:
        article = write_article(news, site)
        before = len(together)
        article.save_revision().publish()
        article.save_revision().publish()
        # The children of a page are made anew each time; their references count as the page's own.
        assert len(together) == before
        with CaptureQueriesContext(connection) as captured:
            together.write()

    writes = [query["sql"] for query in captured if "wagtailsearch_indexentry" in query["sql"]]
    assert len([sql for sql in writes if sql.startswith("INSERT")]) <= len({ArticlePage, ArticleIndexPage})
