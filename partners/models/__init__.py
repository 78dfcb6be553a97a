"""Directory, profiles, partnerships, countries, news; their records; requests to join; feeds in; newsletters."""

from partners.models.inflow import FeedItem, FeedSource
from partners.models.networks import CountryPage, MemberLink, PartnershipPage, ResultLink
from partners.models.news import PartnerNewsPage
from partners.models.newsletters import Newsletter
from partners.models.profiles import PartnerIndexPage, PartnerPage
from partners.models.records import Correspondent, Partner, Partnership, PartnershipMember
from partners.models.requests import JoinRequest

__all__ = [
    "Correspondent",
    "CountryPage",
    "FeedItem",
    "FeedSource",
    "JoinRequest",
    "MemberLink",
    "Newsletter",
    "Partner",
    "PartnerIndexPage",
    "PartnerNewsPage",
    "PartnerPage",
    "Partnership",
    "PartnershipMember",
    "PartnershipPage",
    "ResultLink",
]
