"""What enquirers and workers write in the demonstration: plain sentences about people who do not exist."""

from dataclasses import dataclass
from datetime import datetime

from baton.demo.rules.household import Household
from baton.partnership.rules.profile import Profile

WHY = {
    "assessment": "Several needs that one service cannot meet; the family would like one person to hold it together.",
    "single_agency": "One clear need, and a service that can meet it. The family agrees.",
    "advice": "The family can find this help itself; we talked through where.",
    "existing_case": "A lead practitioner works with this family already and has been shown this.",
    "step_up": "What was said points to a risk of significant harm; social care has been rung.",
    "no_further_action": "The worry has been settled since the enquiry was made.",
}

FROM = {"step_down": "Children’s social care", "transfer_in": "The next county’s early help"}

WORRIES = (
    "{child} has missed many days of school this term and says mornings at home are hard.",
    "{child} is often tired and hungry; money has been short since a parent lost work.",
    "{child} gets angry quickly, at home and in class, and sleeps badly.",
    "{child} is quieter than before and does not want to see friends since the parents parted.",
    "{child} looks after younger ones much of the time because a parent is unwell.",
    "{child} is slow to talk, and the family finds it hard to get to appointments.",
    "{child} has been staying out late with older young people and will not say where.",
    "The home is crowded and damp, and {child} has asthma.",
)
GOING_WELL = (
    "They are close, eat together most days and a grandmother helps.",
    "The children are warmly dressed, liked by their friends and proud of each other.",
    "The parent asks for help early and keeps to what was agreed.",
    "There is a good bond with the nursery, and neighbours look out for them.",
)
TRIED = (
    "Two talks at school and a breakfast club place, which helped for a while.",
    "A referral to a waiting list; nothing has come of it yet.",
    "A home visit and advice about sleep.",
    "The family tried on its own and found it too much.",
)
WANTS = (
    "Calmer mornings and somebody to talk to.",
    "Help with money and the landlord, so that there is room for the children again.",
    "That {child} enjoys school again.",
    "To feel like a family at weekends.",
)
ASKS = ("Somebody to bring everyone together.", "Advice on what would help next.", "Family support at home.")


@dataclass(frozen=True)
class About:
    """What an enquirer says of a family."""

    worries: str
    going_well: str
    tried: str
    wants: str
    asks_for: str


def about(home: Household, moment: datetime) -> About:
    """Return what is said of a family in an enquiry of a moment, the same each time."""
    number = home.id.int + moment.toordinal()
    child = name_of_child(home)
    return About(
        worries=_one(WORRIES, number).format(child=child),
        going_well=_one(GOING_WELL, number // 7),
        tried=_one(TRIED, number // 11),
        wants=_one(WANTS, number // 13).format(child=child),
        asks_for=_one(ASKS, number // 17),
    )


def name_of_child(home: Household) -> str:
    """Return the given name of the eldest child, or words for a baby to come."""
    return home.children[0].given or "The baby to come"


def needs(home: Household, profile: Profile) -> list[str]:
    """Return one to three needs of a family, the same each time."""
    codes = [need.code for need in profile.needs_about("child")]
    count = 1 + home.id.int % 3
    return list(
        dict.fromkeys(codes[(home.id.int // (31 * place + 5)) % len(codes)] for place in range(count))
    )


def _one(lines: tuple[str, ...], number: int) -> str:
    return lines[number % len(lines)]


PLAN = (
    (
        "{child} is in school every day",
        "Walk to school with {child} on Mondays and Tuesdays",
        "Family friend",
    ),
    ("Mornings are calm", "Put out clothes and bags the evening before", "The family"),
    ("Somebody listens to {child}", "Meet {child} every Thursday at lunch", "Learning mentor"),
    ("The rent is paid and the home is dry", "Ring the landlord together about the damp", "Housing officer"),
    ("Both parents pull the same way", "Come to the six evenings of the parenting group", "Both parents"),
    ("{child} sleeps through", "Keep the sleep diary for two weeks", "The family"),
)
MINUTES = (
    "Everybody came. School has seen a change; the family says evenings are still hard.",
    "Short meeting at school. Two actions done, one carried forward.",
    "The children came for the second half and said what they would like to keep.",
    "Met at the family’s home. Agreed what to do until the holidays.",
)

CHANGE = (
    "Please add what each child said in their own words; the youngest is missing.",
    "The analysis lists what happened. Say what it means for the children, and what would help first.",
    "Two worries have no strength beside them. The grandmother’s help belongs here too.",
)
AGAIN = "The mornings have become hard again since the new term, and the family asked for the same worker."
PAUSED = (
    "The family is with relatives abroad until the holidays end.",
    "A parent is in hospital; the family asked us to wait.",
)
TAKEN_OVER = "Social care leads from here; early help rests until it is sure that they keep the family."
TAKEN_BACK = "I would rather tell them myself when I am ready."
NO_MORE_HELP = "We have tried it and would like to manage on our own now."
