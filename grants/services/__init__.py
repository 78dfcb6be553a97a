"""What happens to calls and applications."""
