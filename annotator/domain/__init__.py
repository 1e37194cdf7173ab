"""Articles, annotations and their rules: pure Python, without Qt, SQL or spaCy."""
