"""Methods in use: told through a form, looked at by an editor, shown on the method's and the project's page."""
