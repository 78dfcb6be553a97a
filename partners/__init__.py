"""Partners: who they are, the networks they form, and the news they send."""
