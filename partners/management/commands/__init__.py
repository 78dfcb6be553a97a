"""What is run by the clock."""
