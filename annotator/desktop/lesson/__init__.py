"""The first steps: a coach below the page, who teaches the desk on the desk."""
