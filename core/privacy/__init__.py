"""The register of personal data: model, field, purpose, legal basis, retention, who sees it.

An app with personal data has a module `privacy.py`, found by itself, which

- declares each field with `registry.declare()` (and says with `registry.not_personal()` why a field that looks
  personal is not);
- enters the work of its retention with `retention.register()`;
- enters what it holds about an e-mail address with `subjects.register()`: how it is exported, how it is erased.

`tests/core/privacy/test_registry.py` fails when a field that looks personal is in none of them.
"""
