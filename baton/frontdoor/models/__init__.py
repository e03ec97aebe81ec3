"""The front door's records."""

from baton.frontdoor.models.decision import Decision, Telling
from baton.frontdoor.models.document import EnquiryDocument
from baton.frontdoor.models.enquiry import Enquiry
from baton.frontdoor.models.exclusion import Exclusion
from baton.frontdoor.models.information import InformationReply, InformationRequest
from baton.frontdoor.models.pause import EnquiryPause
from baton.frontdoor.models.person import EnquiryPerson
from baton.frontdoor.models.saved_filter import SavedFilter
from baton.frontdoor.models.screening import Check, InformationNote
from baton.frontdoor.models.specialist import SpecialistRequest
from baton.frontdoor.models.stop import SafeguardingStop

__all__ = [
    "Check",
    "Decision",
    "Enquiry",
    "EnquiryDocument",
    "EnquiryPause",
    "EnquiryPerson",
    "Exclusion",
    "InformationNote",
    "InformationReply",
    "InformationRequest",
    "SafeguardingStop",
    "SavedFilter",
    "SpecialistRequest",
    "Telling",
]
