"""Who may open the pages of casework."""

from baton.casework.tests.matrix_case import PAGES as OF_CASES
from baton.casework.tests.matrix_plan import PAGES as OF_PLANS

MATRIX = [*OF_CASES, *OF_PLANS]
