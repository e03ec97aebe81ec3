"""Addresses of families and people. `/families/<id>/` itself, the family page, is the desk's."""

from django.urls import path

from baton.people.views import (
    contact,
    family,
    involvement,
    member,
    new_family,
    person,
    placing,
    relationship,
    restriction,
    search,
)

urlpatterns = [
    path("families/search/", search.family_search, name="family_search"),
    path("families/new/", new_family.new, name="family_new"),
    path("families/to-place/", placing.unplaced, name="family_unplaced"),
    path("families/<uuid:family_id>/place/", placing.place, name="family_place"),
    path("families/<uuid:family_id>/edit/", family.edit, name="family_edit"),
    path("families/<uuid:family_id>/people/", family.people, name="family_people"),
    path("families/<uuid:family_id>/people/search/", search.member_search, name="member_search"),
    path("families/<uuid:family_id>/people/new/", member.new, name="member_new"),
    path("families/<uuid:family_id>/people/<uuid:person_id>/join/", member.join, name="member_join"),
    path("families/<uuid:family_id>/relationships/new/", relationship.new, name="relationship_new"),
    path("families/<uuid:family_id>/involvements/new/", involvement.new, name="involvement_new"),
    path("families/<uuid:family_id>/access/", restriction.page, name="access_page"),
    path("families/<uuid:family_id>/access/change/", restriction.change, name="access_change"),
    path("families/<uuid:family_id>/access/name/", restriction.name, name="access_name"),
    path("families/<uuid:family_id>/access/bar/", restriction.bar, name="access_bar"),
    path("grants/<uuid:grant_id>/end/", restriction.end, name="access_end"),
    path("bars/<uuid:bar_id>/lift/", restriction.lift, name="access_lift"),
    path("places-in-families/<uuid:membership_id>/", member.edit, name="family_membership_edit"),
    path("relationships/<uuid:relationship_id>/edit/", relationship.edit, name="relationship_edit"),
    path("involvements/<uuid:involvement_id>/edit/", involvement.edit, name="involvement_edit"),
    path("involvements/<uuid:involvement_id>/end/", involvement.end, name="involvement_end"),
    path("people/<uuid:person_id>/", person.page, name="person_page"),
    path("people/<uuid:person_id>/edit/", person.edit, name="person_edit"),
    path("people/<uuid:person_id>/rename/", person.rename, name="person_rename"),
    path("people/<uuid:person_id>/names/new/", person.other_name, name="person_other_name"),
    path("people/<uuid:person_id>/born/", person.born, name="person_born"),
    path("people/<uuid:person_id>/addresses/new/", contact.move, name="address_move"),
    path("people/<uuid:person_id>/contact/new/", contact.new_way, name="contact_way_new"),
    path("addresses/<uuid:address_id>/edit/", contact.edit_address, name="address_edit"),
    path("contact/<uuid:way_id>/edit/", contact.edit_way, name="contact_way_edit"),
]
