"""Tags of the templates of mail to editors."""
