"""What is translated, outdated or missing, and the words and rights that translators need."""
