"""The figures the demonstration must show, all of them here.

Source: requirements table W (the report of July 2016). Tables V and X hold money and health data, of which the
demonstration shows nothing. Each figure that has another source says so; those below the line are ours, chosen so that
every list of the product holds what such a partnership would find on it.
"""

FAMILIES = 3000
PRACTITIONERS = 400
ORGANISATIONS = 60
FEWEST_PRACTITIONERS = 110
MONTHS = 10
"""Whole months of enquiries before the month of `today`."""

ENQUIRIES = 480
"""Received in the last whole month."""

GROWTH, GROWTH_MONTHS = 1.40, 7
"""From November to June: 40 % more, seven months later."""

SOURCES = {
    "school": 35,
    "health": 20,
    "childrens_centre": 8,
    "family": 10,
    "police": 7,
    "council": 6,
    "social_care": 4,
    "housing": 3,
    "voluntary": 3,
    "childcare": 2,
    "other": 2,
}
"""Schools are W's; “childcare low” is W's word; the rest is ours."""

OUTCOMES = {
    "assessment": 34,
    "single_agency": 23,
    "advice": 27,
    "existing_case": 12,
    "step_up": 2.5,
    "no_further_action": 1.5,
}

WITHIN_TARGET = (66, 52, 38, 22, 8, 6, 8, 12, 12, 12)
"""Per cent screened within 48 hours, from the last whole month back: 66 % now, 6 % five months before."""

TOLD = 93
ACTIVE = 1069
REGISTER = 351
LEADS = {
    "school": 41,
    "trust_family_support": 27,
    "council_family_support": 24,
    "health": 4,
    "voluntary": 4,
}
ASSESSED, IN_PROGRESS = 42, 51
ASSESSMENT_DAYS = 34
DAYS_OPEN = 91
MET_IN_TIME = 88
"""Per cent of the newer cases whose team met in time (“in the majority of cases”); those in the register seldom do."""

GRADES = {"good": 24, "requires_improvement": 61, "inadequate": 15}
AUDITS_A_MONTH = 104
"""Twenty-four a week."""

STEP_UPS = 21
STEP_UPS_BEFORE = 6
TRAINED = 267
TRAINED_BEFORE = 60
SIGNED_IN = 78
"""Per cent of the practitioners who sign in within a month (ours)."""

OBJECTIVES = {"all": 58, "some": 31, "none": 11}
LEVELS_AT_START = {2: 52, 3: 44, 4: 4}

# Ours from here on: the documents describe these and give no number (R102, R104, R111, R124 to R130, R154).

STEPPED_DOWN = 75
"""Per cent of social care's enquiries decided for an assessment that are step-downs (W: “no accurate data”)."""

MOVED_IN = 40
"""Per cent of the enquiries from sources of no other kind, decided for an assessment, that come from another area."""

TEAM_SIZE = {0: 8, 1: 34, 2: 38, 3: 20}
"""How many people work in a coordinated case beside its lead."""

TEAM_FROM = {
    "school": 30,
    "health": 28,
    "council_family_support": 16,
    "childrens_centre": 10,
    "voluntary": 9,
    "housing": 4,
    "police": 3,
}
"""Which agencies they come from: kinds of organisation, and kinds of source for health."""

BY_NAME = 8
"""Per cent of them who have no account."""

TEAM_CAME = {"attended": 78, "apologies": 15, "absent": 7}
FAMILY_CAME = {"attended": 86, "apologies": 5, "absent": 9}
CHILD_CAME = 45
"""Per cent of the children of ten and more who come to a meeting."""

PLANNED_AHEAD = 62
"""Per cent of the cases under way whose next meeting has a day."""

OTHER_PARENT = {"agreed": 82, "refused": 11, "not_asked": 7}
SHARING_REFUSED = 6
SHARING_WITHDRAWN = 2.5
"""Per cent of the coordinated cases in which the family said no to one more agency; took a yes back."""

RETURNED = 11
"""Per cent of the authorised assessments that their reader had returned once."""

WAITING_TO_BE_CHANGED = 8
PAUSED = 12
HELD = 9
REOPENED = 14
"""Cases: with an assessment that was returned and not sent again, with its clock paused, on hold, opened again."""

ON_HOLD_DAYS = (14, 45)
"""How long a case rests with a profile that holds it, until social care says that it keeps the family."""
