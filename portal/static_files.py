"""How static files are named and compressed."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The folders of static/ that visitors load. The rest belongs to the admin, where gzip is enough:
# Brotli at its highest level over all of it takes a minute.
PUBLIC_PREFIXES = ("css/", "js/", "fonts/", "img/", "icons/")


class PublicFirstCompressor:
    """Brotli and gzip for what visitors load, gzip alone for the admin's files."""

    def __init__(self, root: str, **options: Any) -> None:
        self.root = root
        self.thorough = Compressor(**options)
        self.quick = Compressor(**{**options, "use_brotli": False})

    def should_compress(self, name: str) -> bool:
        """Tell whether a file of this name gains from compression."""
        return bool(self.thorough.should_compress(name))

    def compress(self, path: str) -> Any:
        """Write the compressed forms of the file and return their paths."""
        name = path[len(self.root) :].lstrip("/")
        chosen = self.thorough if name.startswith(PUBLIC_PREFIXES) else self.quick
        return chosen.compress(path)


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names with a digest of the content, so that browsers may keep a file for a year."""

    def create_compressor(self, **options: Any) -> PublicFirstCompressor:
        """Return the compressor for collected files."""
        return PublicFirstCompressor(self.path(""), **options)

    def stored_name(self, name: str) -> str:
        """Return the name with its digest; of a file that is missing, the plain name.

        A forgotten picture is then a missing picture and not a page that fails. A contract test finds it first.
        """
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
