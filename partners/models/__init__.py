"""Directory, profiles, partnerships, countries, news; their records; and requests to join."""

from partners.models.networks import CountryPage, MemberLink, PartnershipPage, ResultLink
from partners.models.news import PartnerNewsPage
from partners.models.profiles import PartnerIndexPage, PartnerPage
from partners.models.records import Correspondent, Partner, Partnership, PartnershipMember
from partners.models.requests import JoinRequest

__all__ = [
    "Correspondent",
    "CountryPage",
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
