"""The roof: settings, addresses, error pages, health and demo content. Nobody imports it."""
