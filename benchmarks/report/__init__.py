"""What a report costs."""
