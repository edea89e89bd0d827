"""Settings and rules make a plan; a plan and a reading make a report."""
