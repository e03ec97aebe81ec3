"""The deeds of casework, in the words the timeline shows. Each noun has its own file."""

from baton.casework.events import case, closure, liaison, meeting, plan, proposal, team, transfer
from baton.journal.events import register

for noun in (case, proposal, plan, team, meeting, transfer, liaison, closure):
    register("casework", noun.KINDS)
