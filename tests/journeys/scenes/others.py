"""What is about no one case: my work by role, figures, imported names, people with accounts, refusals."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from baton.integrations.models import ImportedName, NameKind
from baton.notices.rules.delivery import Status
from baton.notices.tests import factories as letters
from baton.oversight.tests.factories import alert, look
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories as sign_ins
from baton.people.models import RestrictionReview
from baton.people.tests import factories as people
from baton.people.tests import world as families
from tests.journeys.scenes.scene import Scene
from tests.matrix.cast import Cast

SHAW = {"q": "Ava Shaw"}
REQUESTS = ("account_request_index", "account_request_approve", "account_request_refuse")
LEAVING = ("practitioner_page", "practitioner_leave", "practitioner_stay")
FIND = "Find my organisation"
PASSKEYS = ("passkey_index", "passkey_add", "passkey_rename", "passkey_remove")
ROWS_OF_JUNE = "?from=2026-06-01&to=2026-06-30"
JUNE = "?from_on-day=1&from_on-month=6&from_on-year=2026&to_on-day=30&to_on-month=6&to_on-year=2026"


def scenes(around: Cast) -> list[Scene]:
    """Give the scenes for everybody else of the cast."""
    return [
        *_of_roles(around),
        *_of_sign_ins(around),
        *_of_messages(around),
        *_of_families(around),
        *_of_oversight(around),
        *_refusals(around),
    ]


def _of_roles(around: Cast) -> list[Scene]:
    manager, keeper = around.actors[Role.HUB_MANAGER], around.actors[Role.SYSTEM_ADMINISTRATOR]
    working = (Role.HUB_MANAGER, Role.TEAM_MANAGER, Role.COORDINATOR, "lead_practitioner")
    names = [_name(kind, keeper) for kind in (NameKind.ORGANISATION, NameKind.PRACTITIONER)]
    return [
        *(Scene(f"of a {role}", around.actors[role], shows=("my_work",)) for role in working),
        Scene("nothing to do", around.actors[Role.BOARD_MEMBER], shows=("my_work", "enquiry_mine")),
        Scene("one's own list", around.actors["lead_practitioner"], shows=("case_list",)),
        Scene("everybody's", manager, shows=("case_list", "audit_index", "attendance_index")),
        Scene("narrowed to nothing", manager, shows=("case_list",), typed={"words": "nobody"}),
        Scene("a month", manager, shows=("highlight_report",), query=JUNE),
        Scene("no month", manager, shows=("highlight_report",), query="?from_on-day=99"),
        Scene("behind a figure", manager, {"code": "cases.active"}, ("figure_rows",), query=ROWS_OF_JUNE),
        *(
            Scene("to match", keeper, shows=("imported_name_match",), query=f"?name={name.pk}")
            for name in names
        ),
        Scene("names wait", keeper, shows=("imported_name_index", "practitioner_index")),
        Scene("found", manager, shows=("family_search",), typed=SHAW),
        Scene("found nobody", manager, shows=("family_search",), typed={"q": "Zebedee Zorn"}),
    ]


def _of_messages(around: Cast) -> list[Scene]:
    """Give messages that arrived, wait, came back, and of which nobody knows; and addresses that do not work."""
    manager, teacher = around.actors[Role.HUB_MANAGER], around.actors["lead_practitioner"]
    leads = around.actors[Role.TEAM_MANAGER]
    address = letters.bounce(teacher)
    lost = {status: letters.settled(status) for status in (Status.DELIVERED, Status.FAILED, Status.UNKNOWN)}
    letters.message(to_practitioner=around.colleague, notice=letters.NEWS, path="/my-work/")
    kept_back = letters.message(to_practitioner=teacher, path="/my-work/")
    again = [*lost.values(), kept_back]
    return [
        Scene("in every state", manager, shows=("message_index",)),
        Scene("lost", manager, shows=("message_index",), query="?status=lost"),
        *(Scene(one.status, manager, {"message_id": one.pk}, ("message_again",)) for one in again),
        Scene("comes back", teacher, {"bounce_id": address.pk}, ("bounce_confirm",)),
        Scene("comes back", teacher, shows=("notice_preferences",)),
        Scene("a colleague's", leads, {"bounce_id": address.pk}, ("bounce_confirm", "bounce_index")),
    ]


def _of_sign_ins(around: Cast) -> list[Scene]:
    """Give somebody signed in on two further devices, and somebody signed in nowhere that is known."""
    keeper, analyst = around.actors[Role.SYSTEM_ADMINISTRATOR], around.actors[Role.ANALYST]
    telephone = sign_ins.session(analyst, "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Safari/604.1")
    sign_ins.session(analyst)
    known, unknown = {"practitioner_id": analyst.pk}, {"practitioner_id": around.colleague.pk}
    return [
        Scene("elsewhere too", analyst, {"session_id": telephone.pk}, ("session_index", "session_end")),
        Scene("elsewhere too", analyst, shows=("session_end_others",)),
        Scene("with one", analyst, {"passkey_id": sign_ins.passkey(analyst).pk}, PASSKEYS),
        Scene("with none", around.actors[Role.AUDITOR], shows=("passkey_index", "passkey_add")),
        *_of_account_requests(around),
        Scene("one to choose", None, shows=("provider_choose",)),
        Scene(
            "found",
            None,
            shows=("provider_choose",),
            press=FIND,
            fill=(("Work e-mail address", "a@example.org"),),
        ),
        Scene("some with", keeper, shows=("provider_index",)),
        Scene("without", keeper, {"organisation_id": around.clinic.pk}, ("provider_change",)),
        Scene("tied", keeper, unknown, ("practitioner_page",)),
        Scene("nowhere known", around.actors[Role.AUDITOR], shows=("session_index",)),
        Scene("signed in", keeper, known, ("practitioner_page", "practitioner_sign_out")),
        Scene("has a passkey", keeper, known, ("second_factor_take_away",)),
        Scene("signed in nowhere", keeper, unknown, ("practitioner_sign_out",)),
    ]


def _of_account_requests(around: Cast) -> list[Scene]:
    """Give one that waits at the manager's school, and a school where nobody asks."""
    keeper, manager = around.actors[Role.SYSTEM_ADMINISTRATOR], around.actors[Role.TEAM_MANAGER]
    asked = {"account_request_id": sign_ins.account_request(around.clinic).pk}
    return [
        Scene("asked for", None, shows=("account_request_ask", "account_request_sent")),
        Scene("one waits", keeper, asked, REQUESTS),
        Scene("none waits here", manager, shows=("account_request_index",)),
        Scene("leaves soon", keeper, {"practitioner_id": _leaver(around).pk}, LEAVING),
        Scene("lie unused", keeper, shows=("practitioner_unused",)),
        Scene("holds something", manager, _holder(around), ("holdings",)),
        Scene("leaves with nothing", manager, {"practitioner_id": _leaver(around).pk}, ("holdings",)),
        Scene("one's own leaves", manager, _leaver_of(around.school), ("practitioner_leave", "holdings")),
        Scene(
            "works elsewhere too", manager, _leaver_of(around.school, around.clinic), ("practitioner_leave",)
        ),
        Scene("never here", keeper, {"practitioner_id": around.colleague.pk}, ("practitioner_invite",)),
    ]


def _holder(around: Cast) -> dict[str, UUID]:
    """Name the lead practitioner of the matrix's world, who leads its cases."""
    return {"practitioner_id": around.actors["lead_practitioner"].pk}


def _leaver_of(*organisations: Organisation) -> dict[str, UUID]:
    """Make somebody who leaves soon and works for these, and name them."""
    first, *others = organisations
    leaver = sign_ins.practitioner(name="Lou Ver", at=first, leaves_on=date(2030, 7, 31))
    for other in others:
        sign_ins.join(leaver, other)
    return {"practitioner_id": leaver.pk}


def _leaver(around: Cast) -> Practitioner:
    return sign_ins.practitioner(name="Lee Ver", at=around.clinic, leaves_on=date(2030, 7, 31))


def _undeclared(around: Cast) -> Practitioner:
    return sign_ins.practitioner(name="Una Declared", at=around.clinic, declared_at=None)


def _name(kind: NameKind, keeper: Practitioner) -> ImportedName:
    return ImportedName.objects.create(
        kind=kind,
        name="Jo Teal" if kind == NameKind.PRACTITIONER else "Elm Primary",
        beside="Elm Primary" if kind == NameKind.PRACTITIONER else "",
        first_seen_at=timezone.now(),
    )


def _of_families(around: Cast) -> list[Scene]:
    shaws = families.build()
    people.address(shaws.child, "9 Secret Lane\nDoncaster", "DN4 5PQ", confidential=True)
    people.family("Webb")
    unborn = {"person_id": shaws.baby.pk}
    family = {"family_id": shaws.family.pk}
    manager = around.actors[Role.HUB_MANAGER]
    return [
        Scene("not born yet", shaws.lead, unborn, ("person_page", "person_born")),
        Scene("known", shaws.lead, shaws.ids, ("person_page", "address_edit", "contact_way_edit")),
        Scene("with all there is", shaws.lead, family, ("family_page", "family_people", "member_search")),
        Scene("people to join", shaws.lead, family, ("member_search",), typed=SHAW),
        Scene("after a search", shaws.lead, family, ("member_new",), typed=SHAW),
        Scene("after a search", manager, shows=("family_new",), typed=SHAW),
        Scene("unplaced", manager, shows=("family_unplaced",)),
    ]


def _of_oversight(around: Cast) -> list[Scene]:
    looked_at = {"family_id": people.family("Looked").pk}
    officer, lead = around.actors[Role.GOVERNANCE_OFFICER], around.actors["lead_practitioner"]
    for values in (
        {},
        {"outcome": "refused"},
        {"outcome": "break_glass", "reason": "Child missing since noon"},
    ):
        look(people.Family.objects.get(pk=looked_at["family_id"]), lead, **values)
    found = {
        "closed_at": timezone.now(),
        "closed_by": officer,
        "finding": "passed_on",
        "reason": "Nobody had asked for it",
    }
    closed = alert(lead, kind="no_relation", families=12, usual=10, **found)
    return [
        Scene(
            "to look into", officer, {"alert_id": alert(lead).pk}, ("unusual_reading", "unusual_reading_list")
        ),
        Scene("looked into", officer, {"alert_id": closed.pk}, ("unusual_reading",)),
        Scene("looked into", officer, shows=("unusual_reading_list",), query="?show=closed"),
        Scene("looked at", officer, looked_at, ("family_looks",)),
        Scene(
            "narrowed to a wrong period",
            officer,
            looked_at,
            ("family_looks",),
            query=f"{JUNE}&to_on-year=1999",
        ),
    ]


def _refusals(around: Cast) -> list[Scene]:
    hidden = families.build(name="Hidden", restriction="restricted")
    people.practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe")
    screener, nobody = around.actors[Role.HUB_SCREENER], around.actors[Role.BOARD_MEMBER]
    manager = around.actors[Role.HUB_MANAGER]
    return [
        *_through_the_glass(around),
        Scene("may open it", manager, {"family_id": hidden.family.pk}, ("family_people",), status=403),
        Scene("cannot wait", manager, {"family_id": hidden.family.pk}, ("break_glass",)),
        Scene("restricted", screener, {"family_id": hidden.family.pk}, ("family_people",), status=403),
        Scene("not for this role", nobody, shows=("practitioner_index",), status=403),
        Scene("not there", nobody, {"family_id": nobody.pk}, ("family_page",), status=404),
    ]


def _through_the_glass(around: Cast) -> list[Scene]:
    """Give a record that was opened in an emergency: as it is read, as it is listed, and as it is looked at."""
    opened = families.build(name="Glass", restriction="restricted")
    manager, lead = around.actors[Role.HUB_MANAGER], around.actors[Role.SAFEGUARDING_LEAD]
    screener = around.actors[Role.HUB_SCREENER]
    running, long_ago = (
        people.break_glass(opened.family, manager),
        {"from_at": people.LONG_AGO, "to_at": people.LONG_AGO},
    )
    waiting = people.break_glass(opened.family, manager, **long_ago)
    judged = people.break_glass(
        opened.family,
        manager,
        **long_ago,
        reviewed_by=lead,
        reviewed_at=people.NOW,
        verdict="not_justified",
        review_note="The lead practitioner could have been reached.",
    )
    RestrictionReview.objects.create(
        family=opened.family,
        restriction="restricted",
        note="He still asks for the address.",
        next_on=people.REVIEW,
        reviewed_at=people.LONG_AGO,
        reviewed_by=lead,
    )
    judged_already = {"decided_at": people.NOW, "decided_by": lead, "verdict": "lifted", "note": "A cousin."}
    child, aunt = people.child(of=opened.family), people.adult(of=opened.family)
    to_judge = people.conflict(child, screener)
    people.conflict(aunt, manager, **judged_already)
    return [
        Scene("to judge", lead, {"conflict_id": to_judge.pk}, ("conflict_review", "conflict_list")),
        Scene("named somebody", screener, shows=("declaration",)),
        Scene("before anything else", _undeclared(around), shows=("declaration",)),
        Scene("late and not", lead, shows=("restriction_list",)),
        Scene("found none", lead, shows=("restriction_list",), typed={"q": "nobody"}),
        Scene(
            "looked at before", lead, {"family_id": opened.family.pk}, ("restriction_review", "access_page")
        ),
        Scene("opened in an emergency", manager, {"family_id": opened.family.pk}, ("family_page",)),
        Scene("some of each", lead, shows=("break_glass_list",)),
        *(
            Scene(what, lead, {"use_id": use.pk}, ("break_glass_review",))
            for what, use in (("open now", running), ("to judge", waiting), ("judged", judged))
        ),
    ]
