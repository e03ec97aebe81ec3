"""What becomes of casework's rows. Each noun has its own file."""

from baton.casework.lifecycle import case, plan

LIFECYCLE = {**case.LIFECYCLE, **plan.LIFECYCLE}
