"""Names for people who do not exist, of the backgrounds that live side by side in an English town, and their streets."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Background:
    """Given and family names that go together, with the code of an ethnicity, a language and how common they are."""

    weight: int
    ethnicity: str
    language: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]


def _words(words: str) -> tuple[str, ...]:
    return tuple(words.split())


BACKGROUNDS = (
    Background(
        72,
        "WBRI",
        "",
        _words(
            "Amelia Poppy Ruby Evie Freya Daisy Elsie Willow Molly Ellie Erin Holly Jessica Megan Lacey Kayleigh "
            "Gemma Stacey Donna Tracey Kelly Leanne Natalie Rachel Samantha Zoe Hayley Kirsty Lindsey Beth"
        ),
        _words(
            "Alfie Archie Riley Tyler Jayden Callum Kieran Finley Leo Oscar Harley Mason Logan Ethan Joshua Connor "
            "Darren Lee Craig Wayne Scott Dean Gareth Shaun Ryan Liam Adam Carl Stuart Neil"
        ),
        _words(
            "Ashby Barrow Birkett Bramley Cawthorne Colley Crossdale Denby Elstow Fenwick Garside Hallam Haxby "
            "Holroyd Ibbotson Jagger Kettley Lumb Marsden Naylor Oldroyd Pashley Quarmby Ramsden Scholey "
            "Thackray Underhill Varley Wadworth Yarrow Roebuck Tinker Shillito Rushby Pogson Oakes Mallinson "
            "Lockwood Kilner Jubb Hepworth Greaves Firth Earnshaw Dyson Crabtree Beaumont Armitage Tasker"
        ),
    ),
    Background(
        6,
        "WOTH",
        "Polish",
        _words("Zofia Maja Hanna Lena Oliwia Agnieszka Katarzyna Magdalena Ewa Joanna"),
        _words("Jakub Szymon Filip Antoni Kacper Tomasz Marcin Piotr Paweł Grzegorz"),
        _words("Nowicki Zielonka Wrona Kowalik Lisiecki Jabłonka Sikora Górny Borowik Krawczyk"),
    ),
    Background(
        6,
        "APKN",
        "Urdu",
        _words("Aisha Zainab Maryam Hira Sana Iqra Nadia Rukhsana Shazia Farah"),
        _words("Hamza Bilal Yusuf Ibrahim Zayn Imran Tariq Nadeem Asif Kashif"),
        _words("Akhtar Rehman Qureshi Siddiq Mirza Chaudhry Anwar Saleem Javed Latif"),
    ),
    Background(
        3,
        "WROM",
        "Romanian",
        _words("Ioana Elena Mirela Daria Bianca Florina Rozalia Sorina"),
        _words("Andrei Luca Marius Florin Ionut Cosmin Darius Rares"),
        _words("Munteanu Lupei Dobrescu Cojocar Stanciu Moldovan Rusu Petrica"),
    ),
    Background(
        4,
        "BAFR",
        "Shona",
        _words("Tanaka Rudo Chipo Tariro Nyasha Ama Adaeze Folake"),
        _words("Tendai Farai Kofi Emeka Tatenda Kwame Babajide Simba"),
        _words("Moyo-Hale Chikwanda Osei Mutasa Okoro Adeyemi Banda Nkomo-Reed"),
    ),
    Background(
        3,
        "MWBC",
        "",
        _words("Jada Tia Keisha Naomi Shanice Leila Renee Amara"),
        _words("Jerome Marlon Theo Reece Andre Isaac Curtis Elijah"),
        _words("Bramwell Gayle Linton Dacres Facey Morrison-Lee Grantley Samuels"),
    ),
    Background(
        3,
        "OOTH",
        "Kurdish",
        _words("Berivan Nour Layla Rojin Shilan Hana Zilan Dilan"),
        _words("Azad Rebin Omar Karim Baran Sami Dara Rezan"),
        _words("Barzan Hosseini-Kay Karimi Saleh Rashid Haddad Zand Mirani"),
    ),
    Background(
        3,
        "WIRI",
        "",
        _words("Aoife Niamh Síle Róisín Caoimhe Bridget Nora Maeve"),
        _words("Cian Oisín Declan Pádraig Eoin Fergal Seán Brendan"),
        _words("O’Dowd O’Shaughnessy MacBride Devaney Tierney Kinsella O’Grady Hanratty"),
    ),
)

STREETS = _words(
    "Almond Beech Cedar Damson Elder Foxglove Gorse Hawthorn Ivy Juniper Larch Maple Nettle Orchard Poplar Quarry "
    "Rowan Saffron Thistle Violet Willow Mill Station Church Colliery Canal Meadow Windmill Chapel Market"
)
KINDS_OF_STREET = _words("Road Street Avenue Close Lane Grove Drive Terrace")

SCHOOLS = _words(
    "Larkfield Millbeck Stonecroft Oakhurst Riverside Hillcrest Brookdale Ashgate Fernleigh Castlegate Westmoor "
    "Birchwood Highfold Thornhaven Kingsmead Southlea Marlpool Greenacre Holmeroyd Ridgeway Sandybank Wheatcroft "
    "Eastholme Norbeck Lowfield Crosshill Priorsgate Springwell Woodsett Mossbank Fairmile Goldthwaite Heronsway "
    "Ingsfield Lindenlea Nabwood Oxclose Peartree Rushmere Skelbeck Tanglewood Uplands Valley Wharncroft"
)
KINDS_OF_SCHOOL = ("Primary School", "Primary Academy", "Junior School", "Academy", "High School")
CHARITIES = (
    "Open Door Families",
    "Bridge House Project",
    "Kite Young People",
    "Harbour Counselling",
    "Roots",
)
NURSERIES = ("Ladybird Day Nursery", "Little Acorns Pre-school", "Puddles Nursery", "Rainbow Childminders")
