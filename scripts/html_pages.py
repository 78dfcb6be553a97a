"""Write every page of the demo, and what stands beside the pages, to a folder for the HTML checker.

Name languages to write those alone: python scripts/html_pages.py FOLDER sv en
"""

import re
import sys
from pathlib import Path

import django
from django.conf import settings

django.setup()

from django.test import Client  # noqa: E402 — what follows needs Django's settings
from tqdm import tqdm  # noqa: E402 — as above

from tests.support.demo import addresses, form_addresses  # noqa: E402 — as above


def main(folder: Path, languages: list[str]) -> None:
    """Write the pages. Raises SystemExit when one of them fails."""
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    languages = languages or [code for code, _name in settings.LANGUAGES]
    paths = [path for code in languages for path in (*addresses(code), *form_addresses(code))]
    for number, path in enumerate(tqdm(paths, unit="page")):
        response = client.get(path)
        if response.status_code >= 500:
            raise SystemExit(f"{path} answered {response.status_code}.")
        name = re.sub(r"[^a-z0-9]+", "_", path)[:80]
        (folder / f"{number:03}{name}.html").write_bytes(response.content)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
