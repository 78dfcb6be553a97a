#!/usr/bin/env python
"""Run administrative tasks for the portal."""

import os
import sys


def main() -> None:
    """Hand the command line to Django, with development settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if settings.configured:
            raise
        # The settings themselves refused: an operator needs the sentence, not where in the code it was raised.
        sys.exit(str(error))


if __name__ == "__main__":
    main()
