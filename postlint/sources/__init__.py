"""Files to posts, each with its exact places, and posts back into their files."""
