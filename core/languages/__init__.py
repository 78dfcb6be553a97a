"""What the portal knows of its six languages."""
