"""A score that may mean that a child is at risk of significant harm.

From which score that is so, and in which words, is said by the profile (`concern_at` of a tool's area). Ask the
profile that holds today, whichever version a case began under: what to do now is no matter of a case's age.
Source: statutory guidance, a child who may be at risk of significant harm is referred at once; the thresholds are ours.
"""

from decimal import Decimal, InvalidOperation

from baton.partnership.rules.profile_assessment import Tool
from baton.partnership.rules.profile_codes import Better
from baton.partnership.rules.profile_listing import Listing


def concern(tools: Listing[Tool], measures: str, score: object) -> str:
    """Return in words the concern that a score raises, or nothing.

    `measures` names tool and area (`scaling.safety`), `score` is a number or what somebody typed as one; what is no
    score of the tool raises none.
    """
    code, _, area_code = measures.partition(".")
    tool = tools.get(code)
    area = tool.areas.get(area_code) if tool else None
    given = _number(score)
    if tool is None or area is None or area.concern_at is None or given is None:
        return ""
    if not tool.low <= given <= tool.high:
        return ""
    higher = tool.better is Better.HIGHER
    raised = given <= area.concern_at if higher else given >= area.concern_at
    return area.concern_words if raised else ""


def _number(score: object) -> Decimal | None:
    try:
        given = Decimal(str(score).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return given if given.is_finite() else None
