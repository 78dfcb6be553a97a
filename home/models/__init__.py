"""Models of the editorial pages, one file per kind."""

from home.models.archive import ArticleIndexPage
from home.models.articles import ArticleAuthor, ArticlePage, ArticleTag, ArticleTheme, TaggedArticle
from home.models.front import HomePage
from home.models.messages import ContactPage, FeedbackPage, FormPage, Message
from home.models.standard import IndexPage, StandardPage
from home.models.statement import AccessibilityStatementPage

__all__ = [
    "AccessibilityStatementPage",
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTag",
    "ArticleTheme",
    "ContactPage",
    "FeedbackPage",
    "FormPage",
    "HomePage",
    "IndexPage",
    "Message",
    "StandardPage",
    "TaggedArticle",
]
