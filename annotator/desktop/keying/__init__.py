"""Writing a reference key on the desk."""
