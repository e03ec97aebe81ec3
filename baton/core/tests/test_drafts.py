"""What was typed and not sent, for its owner alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from baton.core import drafts, views
from baton.core.models import Draft

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def save(**given):
    return drafts.save(
        **{"owner_key": "ann", "form": "enquiry", "data": {"worries": "None"}, "at": NOW, **given}
    )


@pytest.mark.django_db
def test_what_was_typed_comes_back():
    save(data={"worries": "He won't sleep — “never”", "needs": ["sleep", "school"]}, subject="c1")

    kept = drafts.load(owner_key="ann", form="enquiry", subject="c1")

    posted = drafts.as_post(kept)
    assert posted["worries"] == "He won't sleep — “never”"
    assert posted.getlist("needs") == ["sleep", "school"]
    assert kept.saved_at == NOW


@pytest.mark.django_db
def test_saving_again_takes_the_place_of_what_was_kept():
    save(data={"worries": "a"})
    save(data={"wishes": "b"}, at=NOW + timedelta(minutes=1))

    kept = Draft.objects.get()
    assert kept.data == {"wishes": "b"}
    assert kept.saved_at == NOW + timedelta(minutes=1)


@pytest.mark.django_db
def test_a_draft_is_its_owners_alone():
    save()

    assert drafts.load(owner_key="ben", form="enquiry") is None
    drafts.discard(owner_key="ben", form="enquiry")
    assert drafts.of_owner("ben") == []
    assert [draft.form for draft in drafts.of_owner("ann")] == ["enquiry"]


@pytest.mark.django_db
def test_a_discarded_draft_is_gone():
    save()
    save(subject="another")

    drafts.discard(owner_key="ann", form="enquiry")

    assert [draft.subject for draft in drafts.of_owner("ann")] == ["another"]


@pytest.mark.django_db
def test_what_belongs_to_one_page_is_not_kept():
    save(
        data={"csrfmiddlewaretoken": "x", "submission_token": "y", "expected_version": "3", "worries": "a\0b"}
    )
    save(data={"needs": ["a\0", "b"]}, subject="2")

    first, second = Draft.objects.order_by("subject")
    assert first.data == {"expected_version": "3", "worries": "ab"}
    assert second.data == {"needs": ["a", "b"]}


@pytest.mark.django_db
def test_too_much_is_refused_and_what_was_kept_stays():
    save(data={"worries": "a"})

    with pytest.raises(drafts.DraftTooLarge, match="shorten the longest answer"):
        save(data={"worries": "é" * drafts.LARGEST})

    assert Draft.objects.get().data == {"worries": "a"}


@pytest.mark.django_db
def test_drafts_nobody_came_back_for_are_cleared():
    save(subject="old", at=NOW - drafts.KEPT - timedelta(minutes=1))
    save(subject="new", at=NOW - drafts.KEPT)

    assert drafts.clear(at=NOW) == 1
    assert Draft.objects.get().subject == "new"


# the answer of the autosave


@pytest.mark.django_db
def test_the_autosave_says_when_it_saved():
    request = RequestFactory().post("/", {"worries": "a", "needs": ["b", "c"]})

    answer = views.draft_save(request, owner_key="ann", form="enquiry", subject="c1")

    assert answer.status_code == 200
    assert b'"words": "Saved ' in answer.content
    assert drafts.load(owner_key="ann", form="enquiry", subject="c1").data == {
        "worries": ["a"],
        "needs": ["b", "c"],
    }


@pytest.mark.django_db
def test_the_autosave_says_what_is_too_long(monkeypatch):
    monkeypatch.setattr(drafts, "LARGEST", 10)
    request = RequestFactory().post("/", {"worries": "a" * 20})

    answer = views.draft_save(request, owner_key="ann", form="enquiry")

    assert answer.status_code == 413
    assert b"too long to keep as a draft" in answer.content


@pytest.mark.parametrize("names", [{"form": "f" * 101}, {"form": "f", "subject": "s" * 201}])
def test_the_autosave_knows_no_such_form(names):
    answer = views.draft_save(RequestFactory().post("/", {}), owner_key="ann", **names)

    assert answer.status_code == 404


def test_the_autosave_only_takes_what_is_posted():
    assert views.draft_save(RequestFactory().get("/"), owner_key="ann", form="enquiry").status_code == 405
