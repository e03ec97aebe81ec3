"""The only way into a page about one family or one person: within scope, or refused and written down.

Outside scope the answer is 404, for a hidden record as for one that does not exist, after the same queries and the
same entry in the access log. Where nothing but a restriction stands between, it is `Restricted`: a 403 page that
names whom to ask.
"""

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baton import journal
from baton.core import wall
from baton.partnership.models import Practitioner
from baton.people.models import AccessBar, AccessGrant, BreakGlass, Family, FamilyMembership, Person
from baton.people.models.family import FamilyQuerySet
from baton.people.rules.disclosure import Disclosure, Standing, disclose
from baton.people.rules.facts import WORKS_WITH_FAMILY
from baton.people.rules.restriction import MAY_UNSEAL, Restriction
from baton.people.rules.scope import COVERS_OPEN_ALONE, SEES_RESTRICTED

Row = TypeVar("Row", bound=Model)

SAFE_METHODS = frozenset({"GET", "HEAD"})

BARRED = "The record is closed to them"
"""What the access log says of a refusal that a bar made; whoever is refused is told nothing."""

MOST_TO_ASK = 5
"""How many colleagues the 403 page names (ours)."""


class Restricted(PermissionDenied):
    """The record is restricted, and nothing else keeps this practitioner from it. `ask` may give access; `family_id`
    is whose restriction it is.
    """

    def __init__(self, ask: list[Practitioner], family_id: UUID) -> None:
        self.ask, self.family_id = ask, family_id
        super().__init__("This record is restricted. Ask one of the people named whether you may see it")


class OnlyReads(PermissionDenied):
    """Somebody reads a restricted record because they broke the glass: they change nothing in it."""

    def __init__(self, family_id: UUID) -> None:
        self.family_id = family_id
        super().__init__("This record was opened in an emergency, to be read")


def family_scope(practitioner: Practitioner) -> FamilyQuerySet:
    """Return the families that the practitioner may see."""
    return Family.objects.visible_to(practitioner)


def get_family_or_refuse(request: HttpRequest, family_id: UUID, *, what: str = "page") -> Family:
    """Return a family within the scope of whoever asks, and note for the access log that they saw it.

    Raises `Http404` or `Restricted`; both are written to the access log at once.
    """
    family = _within_scope(request, pk=family_id)
    if family is None:
        _refuse_family(request, family_id, what=what)
    note_seen(request, family, what=what)
    return family


def get_family_of_or_refuse(
    request: HttpRequest, rows: QuerySet[Any], row_id: UUID, *, what: str = "page"
) -> Family:
    """Return the family that a row of `rows` is about, as `get_family_or_refuse`; the row itself is loaded afterwards, so
    that a refusal costs nothing more. A row that is not there is refused, and written down, as a family of that id.
    """
    wanted = rows.filter(pk=row_id).values("family_id")
    family = _within_scope(request, pk__in=wanted)
    if family is None:
        with wall.beyond(wall.Purpose.RESTRICTION):  # whose row it is stands in the access log
            found = wanted.first()
        _refuse_family(request, found["family_id"] if found else row_id, what=what)
    note_seen(request, family, what=what)
    return family


def get_restricted_or_404(request: HttpRequest, family_id: UUID) -> Family:
    """Return a family that nothing but its restriction keeps from whoever asks, for the page on which the glass is
    broken; it shows nothing of it. Raises `Http404` where there is none, which is written to the access log.
    """
    covered = Family.objects.covered_by(signed_in_as(request))
    # Hidden from whoever asks: what they are to open is not theirs to see yet.
    with wall.beyond(wall.Purpose.RESTRICTION):
        family = covered.filter(pk=family_id, restriction=Restriction.RESTRICTED).first()
    if family is None:
        journal.access.refused(request, family=family_id)
        raise Http404("There is no such record, or your work does not cover it")
    return family


def note_seen(request: HttpRequest, family: Family, *, what: str = "page", reason: str = "") -> None:
    """Note for the access log that a family in scope is seen, and whether by breaking the glass: then the page says
    so, and takes nothing in. Raises `OnlyReads`.
    """
    use = None
    if family.restriction == Restriction.RESTRICTED:
        use = _glass_broken(request, family.pk).get(family.pk)
    why = f"{use.reason} {reason}".strip() if use else reason
    journal.access.seen(request, family=family, what=what, reason=why, broke_glass=use is not None)
    if use is not None:
        _refuse_writing(request, family.pk)


def glass_of(request: HttpRequest) -> BreakGlass | None:
    """Return by which use of break-glass the page of this request shows a family, if by one."""
    use: BreakGlass | None = getattr(request, "break_glass", None)
    return use


def get_person_or_refuse(request: HttpRequest, person_id: UUID, *, what: str = "page") -> Person:
    """Return a person within the scope of whoever asks, and note for the access log that they saw them.

    Each family through which they are seen is noted. Raises `Http404` or `Restricted`, as for a family.
    """
    practitioner = signed_in_as(request)
    person = Person.objects.visible_to(practitioner).select_related("school").filter(pk=person_id).first()
    if person is None:
        covered = Family.objects.covered_by(practitioner).filter(memberships__person=person_id)
        _refuse(request, covered, person=person_id, what=what)
    families = _families_seen_with(practitioner, person)
    broken = _glass_broken(request, *families)
    for family_id in families:
        use = broken.get(family_id)
        why = use.reason if use else ""
        journal.access.seen(
            request, person=person, family=family_id, what=what, reason=why, broke_glass=use is not None
        )
    if not families:
        journal.access.seen(request, person=person, what=what)
    if broken and set(broken) == set(families):
        _refuse_writing(request, families[0])
    return person


def row_or_404(rows: QuerySet[Row], **wanted: Any) -> Row:
    """Return the row that a page is about, also where it is hidden: whether whoever asks may see the person or the family
    is asked with it, and refused as for those. Raises `Http404` where there is none.
    """
    # Were it hidden already, a restricted family could not say whom to ask, and the refusal would stand in no log.
    with wall.beyond(wall.Purpose.RESTRICTION):
        return get_object_or_404(rows, **wanted)


def families_of(practitioner: Practitioner, person: Person) -> QuerySet[FamilyMembership]:
    """Return a person's memberships, past ones too, of families that the practitioner may see."""
    visible = family_scope(practitioner).values("pk")
    return FamilyMembership.objects.filter(person=person, family__in=visible).select_related("family")


def disclosures(practitioner: Practitioner, people: Iterable[Person]) -> dict[UUID, Disclosure]:
    """Return for each person what may be shown of their addresses and contact ways (`rules.disclosure`). One query."""
    standings: dict[UUID, list[Standing]] = {person.pk: [] for person in people}
    here, now = {"family": OuterRef("family")}, timezone.now()
    grants = (
        AccessGrant.objects.in_force(now).held_by(practitioner).filter(**here, kind__in=WORKS_WITH_FAMILY)
    )
    memberships = (
        FamilyMembership.objects.current(timezone.localdate())
        .filter(person__in=standings)
        .annotate(
            visible=Exists(family_scope(practitioner).filter(pk=OuterRef("family"))),
            works_with=Exists(grants),
            barred=Exists(AccessBar.objects.in_force(now).filter(**here, practitioner=practitioner)),
        )
        .values_list("person_id", "family__restriction", "barred", "visible", "works_with")
    )
    # The families that are hidden decide too: without their rows more would be shown.
    with wall.beyond(wall.Purpose.DISCLOSURE):
        found = list(memberships)
    for person, restriction, barred, visible, works_with in found:
        closed_off = barred or restriction != Restriction.OPEN
        standings[person].append(Standing(visible=visible, closed_off=closed_off, works_with=works_with))
    roles = practitioner.roles()
    return {person: disclose(standing, roles=roles) for person, standing in standings.items()}


def signed_in_as(request: HttpRequest) -> Practitioner:
    """Return the practitioner who asks; the guard has let nobody else through."""
    return cast(Practitioner, request.user)


def _within_scope(request: HttpRequest, **wanted: Any) -> Family | None:
    families = family_scope(signed_in_as(request)).select_related("locality")
    found: Family | None = families.filter(**wanted).first()
    return found


def _refuse_family(request: HttpRequest, family_id: UUID, *, what: str) -> NoReturn:
    covered = Family.objects.covered_by(signed_in_as(request)).filter(pk=family_id)
    _refuse(request, covered, family=family_id, what=what)


def _families_seen_with(practitioner: Practitioner, person: Person) -> list[UUID]:
    found = families_of(practitioner, person).order_by("family_id")
    return list(found.values_list("family_id", flat=True).distinct())


def _glass_broken(request: HttpRequest, *families: UUID) -> dict[UUID, BreakGlass]:
    """Return the uses of break-glass by which whoever asks sees these families, by family, and let the page say so."""
    practitioner = signed_in_as(request)
    if practitioner.has_role(*SEES_RESTRICTED) or not practitioner.has_role(*COVERS_OPEN_ALONE):
        return {}
    uses = BreakGlass.objects.open_to(practitioner, *families).filter(
        family__restriction=Restriction.RESTRICTED
    )
    broken = {use.family_id: use for use in uses}
    if broken:
        request.break_glass = next(iter(broken.values()))  # type: ignore[attr-defined]
    return broken


def _refuse_writing(request: HttpRequest, family_id: UUID) -> None:
    if request.method not in SAFE_METHODS:
        raise OnlyReads(family_id)


def _refuse(request: HttpRequest, covered: QuerySet[Family], **about: Any) -> NoReturn:
    """Write the refusal down, then raise. The queries are the same whether the record is hidden or does not exist."""
    # Whether it is restricted, or closed to them, is asked of a row that is hidden; the answer is one word.
    with wall.beyond(wall.Purpose.RESTRICTION):
        between = covered.filter(restriction=Restriction.RESTRICTED).values_list("pk", flat=True).first()
        barred = _bars_about(signed_in_as(request), **about).exists()
    journal.access.refused(request, **about, reason=BARRED if barred else "")
    if between:
        keepers = Practitioner.objects.with_role(*MAY_UNSEAL).order_by("name")[:MOST_TO_ASK]
        raise Restricted(ask=list(keepers), family_id=between)
    raise Http404("There is no such record, or your work does not cover it")


def _bars_about(practitioner: Practitioner, **about: Any) -> QuerySet[AccessBar]:
    """Return the bars that keep a practitioner from a family, or from a family of a person."""
    bars = AccessBar.objects.in_force(timezone.now()).filter(practitioner=practitioner)
    if "person" in about:
        return cast(QuerySet[AccessBar], bars.filter(family__memberships__person=about["person"]))
    return cast(QuerySet[AccessBar], bars.filter(family=about.get("family")))
