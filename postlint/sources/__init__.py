"""Files to posts. For now a file is one plain-text post."""
