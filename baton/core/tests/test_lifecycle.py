"""The registry names what nobody has decided, and what is decided wrongly."""

from datetime import timedelta

import pytest
from django.db import models
from django.test.utils import isolate_apps

from baton.core import drafts, lifecycle, submissions
from baton.core.lifecycle import (
    IN,
    KEEP_BOTH,
    LIFECYCLE,
    REPOINT,
    After,
    Keep,
    KeptWith,
    Lifecycle,
    Scrub,
    ask,
    fields,
    out,
    refuse_if,
)
from baton.core.models import Draft, Submission

with isolate_apps("baton.core"):

    class Person(models.Model):
        class Meta:
            app_label = "people"

        def __str__(self) -> str:
            return str(self.pk)

    class Letter(models.Model):
        person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters")
        copied_to = models.ManyToManyField(Person, related_name="copies")
        family_id = models.UUIDField(null=True)
        case_id = models.UUIDField(null=True)
        version = models.IntegerField(default=1)
        text = models.TextField()
        number = models.CharField(max_length=9, unique=True)
        sent_on = models.DateField()
        read_on = models.DateField(null=True)

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return self.text


def decided(**changes) -> Lifecycle:
    given = {
        "link": {"person": REPOINT, "copied_to": ask("both had a copy"), "family_id": KEEP_BOTH},
        "keep": KeptWith("person"),
        "subject_access": IN,
        "scrub": fields(blank="text", year="sent_on", null="read_on", replace="number"),
    }
    return Lifecycle(**{**given, **changes})


def faults(**changes) -> list[str]:
    return lifecycle.model_faults(Letter, decided(**changes))


def test_a_model_with_everything_decided_has_no_fault():
    assert faults() == []
    assert faults(scrub=Scrub.ROW, keep=Keep(after=After.WRITTEN, years=6)) == []
    assert (
        faults(link={"person": refuse_if("both are open"), "copied_to": KEEP_BOTH, "family_id": KEEP_BOTH})
        == []
    )


def test_an_undeclared_model_is_named_with_where_to_declare_it():
    (fault,) = lifecycle.model_faults(Draft, None)

    assert fault == "core.Draft: declare it in LIFECYCLE of baton.core.lifecycle"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"link": {}}, ["what linking does to copied_to", "to family_id", "to person"]),
        ({"link": {**decided().link, "text": REPOINT}}, ["link names text"]),
        ({"link": {**decided().link, "person": ask("")}}, ["when linking is to ask for person"]),
        ({"link": {**decided().link, "person": refuse_if("")}}, ["when linking is to refuse if for person"]),
        ({"keep": KeptWith("text")}, ["KeptWith names text"]),
        ({"keep": Keep(after=After.ENDED, years=6, source="")}, ["name the source"]),
        ({"subject_access": out("")}, ["say why"]),
        ({"scrub": {}}, ["scrubbing does to number", "to read_on", "to sent_on", "to text"]),
        ({"scrub": Scrub.KEEP}, ["Scrub.ROW"]),
        ({"scrub": {**decided().scrub, "colour": Scrub.KEEP}}, ["scrub names colour"]),
        ({"scrub": fields(keep="text number read_on", null="sent_on")}, ["sent_on cannot be emptied"]),
        ({"scrub": fields(keep="text number read_on", blank="sent_on")}, ["sent_on cannot be blanked"]),
        ({"scrub": fields(keep="text number sent_on", replace="read_on")}, ["read_on cannot be replaced"]),
        (
            {"scrub": fields(keep="text sent_on read_on", blank="number")},
            ["number cannot be blanked: it is unique"],
        ),
        ({"scrub": fields(keep="number sent_on read_on", year="text")}, ["text cannot be cut"]),
    ],
)
def test_what_is_not_decided_or_wrongly_is_named(changes, said):
    found = faults(**changes)

    assert len(found) == len(said)
    for fault, words in zip(found, said, strict=True):
        assert fault.startswith("core.Letter: ")
        assert words in fault


def test_a_field_is_decided_once():
    with pytest.raises(ValueError, match="text is both kept and blanked"):
        fields(keep="text", blank="text")


def test_the_faults_of_all_apps_name_the_model(monkeypatch):
    monkeypatch.setattr(lifecycle, "registry", dict)

    assert "core.Submission: declare it in LIFECYCLE of baton.core.lifecycle" in lifecycle.faults()


def test_what_is_declared_is_what_is_done():
    assert timedelta(days=LIFECYCLE[Draft].keep.days) == drafts.KEPT
    assert timedelta(days=LIFECYCLE[Submission].keep.days) == submissions.KEPT
