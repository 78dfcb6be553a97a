"""The codes of mail about methods in use."""

TOLD = "projects.adoption_told"
REMINDER = "projects.adoption_reminder"
