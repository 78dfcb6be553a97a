from pathlib import Path

import pytest
from django.conf import settings

from projects.importing.fields import FIELDS


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.code)
def test_every_heading_is_documented(field):
    text = (Path(settings.BASE_DIR) / "docs" / "import.md").read_text(encoding="utf-8")
    assert f"| {field.sv} | {field.en} |" in text
