"""Reading the figures as an analyst does."""

from datetime import date

from playwright.sync_api import Page

from tests.journeys.support.walking import goes_to, inside, presses, writes_the_day


def figures(page: Page, first: date, last: date) -> dict[str, str]:
    """Ask for a period, and read every figure of the list by its name."""
    goes_to(page, "Figures")
    writes_the_day(page, "From", first)
    writes_the_day(page, "To", last)
    presses(page, "Show this period")
    rows = inside(page).get_by_role("region", name="All figures").locator("tbody tr").all()
    return dict(row.locator("th, td").all_inner_texts()[:2] for row in rows)


def number(said: str) -> int:
    """Read a count as a number."""
    return int(said.replace(",", ""))
