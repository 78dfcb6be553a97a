"""Programmes, project pages and their records, methods, the bank, and imports."""

from projects.models.adoptions import Adoption
from projects.models.bank import ProjectIndexPage
from projects.models.imports import ImportBatch, ImportEntry
from projects.models.methods import Method, MethodIndexPage, MethodPage, MethodVersion
from projects.models.pages import SECTION_FIELDS, ProjectPage, RelatedProject
from projects.models.programmes import Programme, ProgrammeArea, ProgrammeIndexPage, ProgrammeLead, ProgrammePage
from projects.models.records import Indicator, Project

__all__ = [
    "SECTION_FIELDS",
    "Adoption",
    "ImportBatch",
    "ImportEntry",
    "Indicator",
    "Method",
    "MethodIndexPage",
    "MethodPage",
    "MethodVersion",
    "Programme",
    "ProgrammeArea",
    "ProgrammeIndexPage",
    "ProgrammeLead",
    "ProgrammePage",
    "Project",
    "ProjectIndexPage",
    "ProjectPage",
    "RelatedProject",
]
