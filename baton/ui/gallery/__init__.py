"""One page with every field and component: empty, filled, and wrong. Only where people are synthetic."""
