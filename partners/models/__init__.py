"""Directory, profiles, partnerships, countries, news; their records; requests to join; and feeds in."""

from partners.models.inflow import FeedItem, FeedSource
from partners.models.networks import CountryPage, MemberLink, PartnershipPage, ResultLink
from partners.models.news import PartnerNewsPage
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
    "Partner",
    "PartnerIndexPage",
    "PartnerNewsPage",
    "PartnerPage",
    "Partnership",
    "PartnershipMember",
    "PartnershipPage",
    "ResultLink",
]
