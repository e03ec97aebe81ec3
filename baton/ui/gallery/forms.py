"""A form with a field of each kind."""

from baton.ui import fields
from baton.ui.forms import FilterForm, Form

NEEDS = (
    fields.Group(
        "At home",
        (fields.Choice("housing", "Housing"), fields.Choice("money", "Money", hint="Debt, benefits, bills")),
    ),
    fields.Group("At school", (fields.Choice("attendance", "Going to school"),)),
    fields.Choice("none", "None of these", alone=True),
)
COLOURS = (("red", "Red"), ("green", "Green"), ("other", "Another colour"))


class GalleryForm(Form):
    """A field of each kind, some required."""

    name = fields.TextField(
        "Family name", hint="As the family writes it", width=20, missing="Enter the family’s name"
    )
    nickname = fields.TextField("Known as", required=False)
    worries = fields.TextAreaField("What is worrying you?", words=10, size="m")
    notes = fields.TextAreaField("Notes", required=False, rows=3)
    email = fields.EmailField("E-mail address")
    phone = fields.PhoneField("Telephone")
    postcode = fields.PostcodeField()
    children = fields.IntegerField("Number of children", low=0, high=20)
    money = fields.TextField("Weekly rent", prefix="£", suffix="a week", width=5, required=False)
    born = fields.DateField("Date of birth", hint="For example, 27 3 2015", past=True)
    next_on = fields.DateField("Next meeting", future=True, required=False)
    at = fields.TimeField("Time of the meeting", hint="For example, 4:20 pm")
    told_at = fields.MomentField("When did they say so?", past=True)
    colour = fields.ChoiceField("Favourite colour", choices=COLOURS, reveals={"other": ["other_colour"]})
    other_colour = fields.TextAreaField("Which colour?", rows=2)
    school = fields.SelectField("School", choices=[("a", "Oak Primary"), ("b", "Elm Academy")])
    needs = fields.MultipleChoiceField("What do they need help with?", choices=NEEDS)
    agreed = fields.YesNoField("Does the family agree?", not_known="Not asked yet")
    letter = fields.FileField("Letter", endings=["pdf", "docx"], required=False)
    sure = fields.ConfirmField("I have checked this with the family")


class ChildForm(Form):
    """One child of several."""

    given_names = fields.TextField("Given names", width=20)
    born = fields.DateField("Date of birth", required=False, past=True)


class GalleryFilter(FilterForm):
    """What the gallery's list can be narrowed by."""

    locality = fields.MultipleChoiceField("Locality", choices=[("n", "North"), ("s", "South")], small=True)
    words = fields.TextField("Family name contains")


FILLED = {
    "name": "O’Neill-Ørsted",
    "worries": "Two lines\nof worry",
    "email": "someone@example.com",
    "phone": "01632 960 001",
    "postcode": "SW1A 2AA",
    "children": "3",
    "born-day": "27",
    "born-month": "3",
    "born-year": "2015",
    "at": "4:20 pm",
    "told_at-day": "1",
    "told_at-month": "2",
    "told_at-year": "2024",
    "told_at-time": "16:20",
    "colour": "other",
    "other_colour": "Blue\n  as the sea",
    "school": "b",
    "needs": ["housing", "attendance"],
    "agreed": "not_known",
    "sure": "yes",
}
WRONG = {
    "name": "",
    "worries": "one two three four five six seven eight nine ten eleven",
    "email": "someone@",
    "phone": "ring me",
    "postcode": "nowhere",
    "children": "99",
    "born-day": "31",
    "born-month": "feb",
    "born-year": "2015",
    "at": "25:00",
    "told_at-day": "1",
    "told_at-month": "2",
    "colour": "other",
    "needs": ["housing", "none"],
}
