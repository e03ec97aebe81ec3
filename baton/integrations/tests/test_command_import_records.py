"""The command: what it prints, what it writes, when it refuses, and that it never shows a traceback."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from baton.casework.models import (
    Allocation,
    Assessment,
    Case,
    Meeting,
    Outcome,
    PlanAction,
    Transfer,
)
from baton.core import installation
from baton.core.installation import Kind
from baton.frontdoor.models import Decision, Enquiry, Telling
from baton.integrations.models import ImportedRecord
from baton.integrations.tests.running import Ran, everything, folder_of
from baton.integrations.tests.texts import (
    CASE,
    MEETING,
    MOTHER,
    OTHER_FAMILY,
    PERSON,
    SOUND,
    csv_of,
    files,
)
from baton.outcomes.models import Reading
from baton.people.models import Agreement, Family, FamilyMembership, Person, PersonKey, Relationship
from baton.workforce.models import Audit, TrainingAttendance

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "old", files())


def test_a_sound_folder_is_imported_whole(old):
    ran = Ran(old)

    assert (ran.status, ran.err) == (0, "")
    assert "people.csv: 3 read, 3 created, 0 unchanged, 0 rejected, 0 findings" in ran.out
    assert [Person.objects.count(), Family.objects.count(), FamilyMembership.objects.count()] == [3, 2, 3]
    assert [Enquiry.objects.count(), Decision.objects.count(), Telling.objects.count()] == [1, 1, 1]
    assert [Case.objects.count(), Allocation.objects.count(), Agreement.objects.count()] == [1, 1, 1]
    assert [Assessment.objects.count(), Meeting.objects.count(), PlanAction.objects.count()] == [1, 1, 1]
    assert [Outcome.objects.count(), Reading.objects.count(), Transfer.objects.count()] == [1, 1, 1]
    assert [Audit.objects.count(), TrainingAttendance.objects.count()] == [1, 1]
    assert ImportedRecord.objects.count() == sum(map(len, SOUND.values()))
    assert installation.kind() == Kind.REAL


def test_people_keep_what_was_known_of_them(tmp_path):
    child = PERSON | {"upn": "B801200005001", "nhs_number": "1", "ethnicity": "WBRI", "sex": "not known"}
    child |= {"address": "1 High Street", "address_confidential": "yes", "interpreter_language": "Polish"}
    baby = {"person_id": "P9", "family_id": "F1", "role": "unborn", "expected_date": "2099-01-01"}
    rows = [child, MOTHER, baby, OTHER_FAMILY | {"restricted": "yes", "restricted_reason": "court order"}]
    Ran(folder_of(tmp_path / "old", {"people.csv": csv_of(rows)}))

    ava = Person.objects.get(given_names="Ava")
    address = ava.addresses.get()
    assert (ava.upn_checked, ava.nhs_number, ava.nhs_number_checked) == (True, "1", False)
    assert (address.lines, address.postcode, address.confidential) == ("1 High Street", "DN1 2QD", True)
    assert PersonKey.objects.filter(person=ava).exists()
    assert Person.objects.get(unborn=True).expected_on.year == 2099
    assert Relationship.objects.filter(person__given_names="Kim", kind="mother").count() == 2
    birch = Family.objects.get(name="Birch")
    assert (birch.restriction, birch.restriction_reason) == ("restricted", "court order")
    assert birch.locality is not None


def test_the_same_files_again_change_nothing(old):
    Ran(old)
    before = everything()

    again = Ran(old)

    assert again.status == 0
    assert everything() == before
    assert "cases.csv: 1 read, 0 created, 1 unchanged" in again.out


def test_ids_count_within_their_source(old):
    Ran(old)

    assert Ran(old, "--source", "paper").status == 0
    assert Person.objects.count() == 6


def test_more_records_of_known_people_follow_later(old, tmp_path):
    Ran(old)
    later = {
        "people.csv": csv_of([PERSON]),
        "meetings.csv": csv_of([MEETING, MEETING | {"held_on": "2026-05-05"}]),
    }

    ran = Ran(folder_of(tmp_path / "later", later))

    assert ran.status == 0
    assert "meetings.csv: 2 read, 1 created, 1 unchanged" in ran.out
    assert Meeting.objects.count() == 2


def test_a_known_key_with_other_values_is_a_fault_and_overwrites_nothing(old, tmp_path):
    Ran(old)
    before = everything()
    other = {"people.csv": csv_of([PERSON | {"given_names": "Eva"}])}

    ran = Ran(folder_of(tmp_path / "other", other))

    assert ran.status == 1
    assert ran.out.startswith("people.csv:2:given_names: fault: imported before with another value")
    assert everything() == before


def test_a_fault_means_that_nothing_at_all_is_imported(tmp_path):
    folder = folder_of(tmp_path / "old", files(meetings=[MEETING | {"kind": "x"}]))
    before = everything()

    ran = Ran(folder)

    assert ran.status == 1
    assert ran.out.startswith("meetings.csv:2:kind: fault: ")
    assert everything() == before
    assert installation.kind() == Kind.UNMARKED


def test_what_goes_wrong_late_leaves_nothing(old, monkeypatch):
    before = everything()
    monkeypatch.setattr("baton.integrations.actions.importing._remember", lambda target: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        Ran(old)

    assert everything() == before


def test_rejects_lets_sound_families_in_and_writes_the_others_word_for_word(tmp_path):
    birch = CASE | {"case_id": "C2", "family_id": "F2", "enquiry_id": ""}
    contents = files(cases=[CASE, birch], meetings=[MEETING | {"kind": "x"}, MEETING | {"case_id": "C2"}])
    contents["people.csv"] = contents["people.csv"].replace(b'"Kim"', b'"K ""Kim""\r\nA"')
    folder, out = folder_of(tmp_path / "old", contents), tmp_path / "out"

    ran = Ran(folder, "--rejects", str(out))

    assert ran.status == 1
    assert [family.name for family in Family.objects.all()] == ["Birch"]
    assert [case.imported_ref for case in Case.objects.all()] == ["legacy:C2"]
    assert "people.csv: 3 read, 1 created, 0 unchanged, 2 rejected" in ran.out
    lines = contents["people.csv"].splitlines(keepends=True)
    assert (out / "people.csv").read_bytes() == b"".join(lines[:-1])
    assert b"C2" not in (out / "meetings.csv").read_bytes()
    assert not (out / "training.csv").exists()


def test_rejects_that_were_put_right_are_imported_after(tmp_path):
    folder = folder_of(tmp_path / "old", files(meetings=[MEETING | {"kind": "x"}]))
    out = tmp_path / "out"
    Ran(folder, "--rejects", str(out))
    (out / "meetings.csv").write_bytes(csv_of([MEETING]))

    assert Ran(out).status == 0
    assert [Person.objects.count(), Case.objects.count(), Meeting.objects.count()] == [3, 1, 1]


def test_check_reads_everything_and_writes_nothing(old, tmp_path):
    before = everything()
    faulty = folder_of(tmp_path / "faulty", files(people=[PERSON | {"sex": "F"}, MOTHER, OTHER_FAMILY]))

    assert Ran(old, "--check").status == 0
    ran = Ran(faulty, "--check", "--rejects", str(tmp_path / "out"))

    assert ran.status == 1
    assert ran.out.splitlines()[0].startswith("people.csv:2:sex: fault: ")
    assert everything() == before
    assert not (tmp_path / "out").exists()


def test_findings_are_imported_and_listed(tmp_path):
    ran = Ran(folder_of(tmp_path / "old", files(cases=[CASE | {"lead_practitioner": ""}])))

    assert ran.status == 0
    assert ran.out.splitlines()[0].startswith("cases.csv:2:lead_practitioner: finding: ")
    assert Case.objects.count() == 1


def test_json_is_all_there_is_on_standard_output(tmp_path):
    contents = files(meetings=[MEETING, MEETING], cases=[CASE | {"lead_practitioner": ""}])
    ran = Ran(folder_of(tmp_path / "old", contents), "--json")

    told = json.loads(ran.out)
    assert list(told)[:3] == ["people.csv", "enquiries.csv", "cases.csv"]
    assert told["meetings.csv"] == {"read": 2, "created": 1, "unchanged": 1, "rejected": 0, "findings": 1}
    assert told["cases.csv"]["findings"] == 1
    assert "cases.csv:2:lead_practitioner" in ran.err


def test_a_demonstration_is_refused(old):
    installation.mark(Kind.DEMONSTRATION, at=timezone.now())
    before = everything()

    ran = Ran(old)

    assert ran.status == 2
    assert "demonstration" in ran.err
    assert everything() == before
    assert Ran(old, "--check").status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--source", ""], "--source takes"),
        (["--source", "a:b"], "--source takes"),
        (["--source", "x" * 31], "--source takes"),
    ],
)
def test_a_source_that_is_no_name_is_refused(old, arguments, words):
    ran = Ran(old, *arguments)

    assert ran.status == 2
    assert words in ran.err


def test_folders_that_are_none_are_refused(old, tmp_path):
    (tmp_path / "file").write_text("x")

    assert Ran(tmp_path / "nowhere").status == 2
    assert Ran(tmp_path / "file").status == 2
    assert Ran(old, "--rejects", str(old)).status == 2
    assert Ran(old, "--rejects", str(tmp_path / "file" / "below")).status == 2
    assert Person.objects.count() == 0


def test_a_file_that_is_a_folder_is_refused(tmp_path):
    (tmp_path / "people.csv").mkdir()

    ran = Ran(tmp_path)

    assert ran.status == 2
    assert "cannot be read" in ran.err


def test_a_folder_without_people_is_a_fault(tmp_path):
    assert Ran(tmp_path).out.startswith("people.csv:1:person_id: fault: the file is missing")


def test_a_misspelt_file_is_noticed(old):
    (old / "case.csv").write_text("x")

    assert "case.csv is none of the files" in Ran(old).err
