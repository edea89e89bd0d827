"""What a project's config says, and which settings it gives each post."""
