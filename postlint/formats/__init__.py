"""Reports to output."""
