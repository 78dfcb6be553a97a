"""The newsletter: what was published since the last one, by theme and language, sent by an editor."""
