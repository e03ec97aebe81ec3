"""Addresses of cases: plan, team, meetings, measures, transfers, closing."""

from django.urls import path

from baton.casework.views import (
    closure,
    liaison,
    measures,
    meeting,
    minutes,
    plan,
    plan_action,
    team,
    transfer,
    transfers,
)

CASE = "cases/<uuid:case_id>/"
OUTCOME = f"{CASE}plan/outcomes/<uuid:outcome_id>/"
ACTION = f"{CASE}plan/actions/<uuid:action_id>/"
MEETING = f"{CASE}meetings/<uuid:meeting_id>/"
READING = f"{CASE}measures/<uuid:reading_id>/"
TRANSFER = f"{CASE}transfers/<uuid:transfer_id>/"

urlpatterns = [
    path("transfers/", transfers.index, name="transfers"),
    path("liaison/", liaison.liaison, name="liaison"),
    path(f"{CASE}plan/", plan.index, name="plan"),
    path(f"{CASE}plan/print/", plan.to_print, name="plan_print"),
    path(f"{CASE}plan/outcomes/add/", plan.add_outcome, name="outcome_add"),
    path(f"{OUTCOME}change/", plan.change_outcome, name="outcome_change"),
    path(f"{OUTCOME}settle/", plan.settle_outcome, name="outcome_settle"),
    path(f"{OUTCOME}drop/", plan.drop_outcome, name="outcome_drop"),
    path(f"{CASE}plan/actions/add/", plan_action.add, name="action_add"),
    path(f"{ACTION}change/", plan_action.change, name="action_change"),
    path(f"{ACTION}settle/", plan_action.settle, name="action_settle"),
    path(f"{ACTION}drop/", plan_action.drop, name="action_drop"),
    path(f"{CASE}team/", team.index, name="team_list"),
    path(f"{CASE}team/join/", team.join, name="team_join"),
    path(f"{CASE}team/<uuid:member_id>/leave/", team.leave, name="team_leave"),
    path(f"{CASE}meetings/", meeting.index, name="meeting_list"),
    path(f"{CASE}meetings/plan/", meeting.plan, name="meeting_plan"),
    path(f"{CASE}meetings/record/", minutes.record, name="meeting_record"),
    path(MEETING, minutes.read, name="meeting"),
    path(f"{MEETING}record/", minutes.record, name="meeting_record_planned"),
    path(f"{MEETING}move/", meeting.move, name="meeting_move"),
    path(f"{MEETING}cancel/", meeting.cancel, name="meeting_cancel"),
    path(f"{MEETING}amend/", minutes.amend, name="meeting_amend"),
    path(f"{CASE}measures/", measures.index, name="measures"),
    path(f"{CASE}measures/choose/", measures.choose, name="reading_choose"),
    path(f"{CASE}measures/take/<uuid:person_id>/<slug:tool>/", measures.take, name="reading_take"),
    path(f"{READING}correct/", measures.correct, name="reading_correct"),
    path(f"{READING}remove/", measures.remove, name="reading_remove"),
    path(f"{CASE}transfers/", transfer.index, name="transfer_list"),
    path(f"{CASE}transfers/step-up/", transfer.step_up, name="transfer_step_up"),
    path(f"{CASE}transfers/out/", transfer.out, name="transfer_out"),
    path(f"{CASE}transfers/lead/", transfer.lead, name="transfer_lead"),
    path(TRANSFER, transfer.read, name="transfer"),
    path(f"{TRANSFER}answer/", transfer.answer, name="transfer_answer"),
    path(f"{TRANSFER}call-back/", transfer.call_back, name="transfer_call_back"),
    path(f"{TRANSFER}acknowledge/", transfer.acknowledge, name="transfer_acknowledge"),
    path(f"{CASE}close/", closure.close, name="case_close"),
    path(f"{CASE}reopen/", closure.reopen, name="case_reopen"),
]
