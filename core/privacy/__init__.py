"""The register of personal data: model, field, purpose, legal basis, retention, who sees it."""
