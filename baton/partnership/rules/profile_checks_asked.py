"""What must agree within a profile's needs, assessment form and measuring tools."""

from collections.abc import Iterator, Mapping
from typing import Any

from baton.partnership.rules import profile_codes as codes
from baton.partnership.rules.profile_listing import Listing

Found = tuple[str, str, str]
"""A part, the place within it, and what is wrong."""


def needs(found: Mapping[str, Any]) -> Iterator[Found]:
    """A need says whom it is about; every group has needs."""
    for need in found.get("needs", Listing()):
        if not need.about:
            yield "needs", f"{need.code}.about", "is empty: name child, adult or family"
    used = {need.group for need in found.get("needs", Listing())}
    for group in found.get("need_groups", Listing()):
        if "needs" in found and group.code not in used:
            yield "need_groups", group.code, "has no needs: add some, or remove the group"


def questions(found: Mapping[str, Any]) -> Iterator[Found]:
    """A choice offers two or more, a scale has two ends with words, each child's voice is asked for."""
    if "assessment" not in found:
        return
    asked = set()
    for section in found["assessment"].sections:
        if not section.questions:
            yield (
                "assessment",
                f"sections.{section.code}.questions",
                "is empty: add a question, or remove the section",
            )
        for question in section.questions:
            place = f"sections.{section.code}.questions.{question.code}"
            asked.add((question.kind, section.about))
            if question.kind == codes.QuestionKind.CHOICE and len(question.choices) < 2:
                yield "assessment", f"{place}.choices", "needs at least two choices"
            if question.kind == codes.QuestionKind.SCALE and not scale_holds(question):
                yield "assessment", place, "a scale needs low below high, low_words and high_words"
    for kind in (codes.QuestionKind.VOICE, codes.QuestionKind.NEEDS):
        if (kind, codes.About.CHILD) not in asked:
            yield "assessment", "sections", f"no section about a child has a question of kind {kind}: add one"


def measures(found: Mapping[str, Any]) -> Iterator[Found]:
    """A scale that is a reading names a tool and an area that stand in the list, with the same ends."""
    if "assessment" not in found or "tools" not in found:
        return
    for section in found["assessment"].sections:
        for question in section.questions:
            tool_code, _, area = question.measures.partition(".")
            tool = found["tools"].get(tool_code)
            fits = tool and area in tool.areas and (tool.low, tool.high) == (question.low, question.high)
            if question.measures and (question.kind != codes.QuestionKind.SCALE or not fits):
                place = f"sections.{section.code}.questions.{question.code}.measures"
                yield "assessment", place, "names no area of a tool with the same ends: write “tool.area”"


def scale_holds(question: Any) -> bool:
    """Say whether a scale runs upwards and both its ends have words."""
    return bool(question.low < question.high and question.low_words and question.high_words)


def tools(found: Mapping[str, Any]) -> Iterator[Found]:
    """Every tool has areas and a range, a licensed one says whose, and the two shared ones are as agreed."""
    if "tools" not in found:
        return
    for tool in found["tools"]:
        if tool.low >= tool.high:
            yield "tools", f"{tool.code}.low", "is not below high: correct one of them"
        if not tool.areas:
            yield "tools", f"{tool.code}.areas", "is empty: add at least one"
        if tool.licensed and not tool.licence:
            yield "tools", f"{tool.code}.licence", "is empty: say whose licence is needed"
        yield from concerns(tool)
    for code, (areas, low, high, better) in codes.EVERY_TOOL.items():
        tool = found["tools"].get(code)
        if tool is None or (tool.areas.codes, tool.low, tool.high, tool.better) != (areas, low, high, better):
            wanted = f"areas {', '.join(areas)}, {low} to {high}, {better} is better"
            yield "tools", code, f"every profile ships it with {wanted}: restore it"


def concerns(tool: Any) -> Iterator[Found]:
    """A score that raises a concern lies on the tool's scale, and has words."""
    for area in tool.areas:
        place = f"{tool.code}.areas.{area.code}"
        if area.concern_at is not None and not tool.low <= area.concern_at <= tool.high:
            yield "tools", f"{place}.concern_at", "lies outside the scale: choose one of its scores"
        if (area.concern_at is None) == bool(area.concern_words):
            yield "tools", f"{place}.concern_words", "go with concern_at: write both, or neither"
