"""What an author of exercises runs."""
