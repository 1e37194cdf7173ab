"""Articles and annotation sets from and to files."""
