"""Feeds in: from the address of a partner's feed to the list that an editor goes through."""
