"""What happens to seminars and registrations."""
