"""The home page: the articles of the library, and what the learner has done and does next."""
