"""Going through a concept element by element: plans, reviews, outcomes."""
