"""Menus, footer, logos, banner and site details."""
