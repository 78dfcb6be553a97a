"""What tests of the import share."""

from typing import Any

import pytest

from projects.importing.options import ImportOptions
from projects.importing.services import import_file, plan_file
from tests.projects.importing.records import RECORD


class Importer:
    """Imports files as somebody would."""

    def __call__(self, content: Any = RECORD, name: str = "post.txt", actor: Any = None, **options: Any) -> Any:
        """Import, and return the plan and the batch."""
        data = content.encode() if isinstance(content, str) else content
        return import_file(name, data, ImportOptions(**options), actor)

    def plan(self, content: Any = RECORD, name: str = "post.txt", **options: Any) -> Any:
        """Return the plan only."""
        return plan_file(name, content.encode() if isinstance(content, str) else content, ImportOptions(**options))


@pytest.fixture
def importer(bank: Any) -> Importer:
    """An import into the Swedish bank."""
    return Importer()
