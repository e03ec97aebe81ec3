"""The case: agreement, assessment, plan, team, meetings, reviews, transfers, closure."""
