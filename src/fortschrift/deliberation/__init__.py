"""The only place that ties text to vote: mandates, questions, decisions, referrals."""
