"""Addresses of cases: lists, who leads, register, agreement, assessment, pauses."""

from django.urls import path

from baton.casework.views import (
    agreement,
    assessment,
    case,
    document,
    information,
    lead,
    part,
    pause,
    register,
    waiting,
)

CASE = "cases/<uuid:case_id>/"
DOCUMENT = f"{CASE}documents/<uuid:case_document_id>/"

urlpatterns = [
    path("cases/", case.index, name="case_list"),
    path("cases/download/", case.download, name="case_download"),
    path("cases/waiting/", waiting.index, name="waiting_list"),
    path("cases/waiting/<uuid:enquiry_id>/", waiting.open_case, name="case_open"),
    path("cases/register/", register.index, name="register_list"),
    path("cases/register/family/<uuid:family_id>/", register.enter, name="register_enter"),
    path(CASE, case.page, name="case"),
    path(f"{CASE}lead/", lead.allocate, name="case_allocate"),
    path(f"{CASE}lead/refuse/", lead.refuse, name="case_refuse"),
    path(f"{CASE}stand-in/", lead.stand_in, name="stand_in_begin"),
    path(f"{CASE}stand-in/end/", lead.end_stand_in, name="stand_in_end"),
    path(f"{CASE}register/", register.entry, name="register_entry"),
    path(f"{CASE}register/screen/", register.screen, name="register_screen"),
    path(f"{CASE}register/ask/", register.ask, name="register_ask"),
    path(f"{CASE}register/came/", register.came, name="register_came"),
    path(f"{CASE}information/", information.index, name="information_list"),
    path(f"{CASE}information/<uuid:decision_id>/read/", information.read, name="information_read"),
    path(f"{CASE}agreement/", agreement.index, name="agreement_list"),
    path(f"{CASE}agreement/share/", agreement.share, name="agreement_share"),
    path(f"{CASE}agreement/without/", agreement.without, name="agreement_without"),
    path(f"{CASE}agreement/without/end/", agreement.end_without, name="agreement_end_without"),
    path(f"{CASE}agreement/of/<uuid:person_id>/", agreement.record, name="agreement_record"),
    path(f"{CASE}agreement/<uuid:agreement_id>/withdraw/", agreement.withdraw, name="agreement_withdraw"),
    path(f"{CASE}assessment/", assessment.index, name="assessment"),
    path(f"{CASE}assessment/start/", assessment.start, name="assessment_start"),
    path(f"{CASE}assessment/check/", assessment.check, name="assessment_check"),
    path(f"{CASE}assessment/answer/", assessment.answer, name="assessment_answer"),
    path(f"{CASE}assessment/number/<int:number>/", assessment.earlier, name="assessment_earlier"),
    path(f"{CASE}assessment/part/<slug:section>/", part.family, name="assessment_family_part"),
    path(f"{CASE}assessment/part/<slug:section>/<uuid:person_id>/", part.person, name="assessment_part"),
    path(f"{CASE}documents/", document.index, name="case_document_list"),
    path(f"{CASE}documents/add/", document.add, name="case_document_add"),
    path(f"{CASE}meetings/<uuid:meeting_id>/document/", document.add_to_meeting, name="meeting_document_add"),
    path(f"{DOCUMENT}file/", document.open_file, name="case_document_open"),
    path(f"{DOCUMENT}change/", document.change, name="case_document_change"),
    path(f"{DOCUMENT}withdraw/", document.withdraw, name="case_document_withdraw"),
    path(f"{CASE}pauses/", pause.index, name="pause_list"),
    path(f"{CASE}pauses/begin/", pause.begin, name="pause_begin"),
    path(f"{CASE}hold/", pause.hold, name="case_hold"),
    path(f"{CASE}hold/end/", pause.resume, name="case_resume"),
    path(f"{CASE}pauses/<uuid:pause_id>/end/", pause.end, name="pause_end"),
]
