"""Layouts and components as they are rendered."""

import io
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from jinja2 import UndefinedError

from baton.ui import errors, fields
from baton.ui.components import Chip, Row
from baton.ui.forms import Form
from baton.ui.frame import Frame, Link
from baton.ui.gallery.views import gallery

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
EVIL = '<script>alert("x")</script>'


def family_frame(request: HttpRequest) -> Frame:
    return Frame(
        name="Sample partnership",
        navigation=(Link("My work", "/my-work/", current=True), Link("Figures", "/figures/")),
        search_url="/search/",
        search_hint="Name or postcode",
        person="Bo Sample",
        person_url="/account/",
        sign_out_url="/sign-out/",
        demonstration=True,
        footer=(Link("Privacy", "/privacy/"),),
    )


@pytest.fixture(autouse=True)
def _framed(settings: Any) -> None:
    settings.UI_PROVIDERS = {"frame": f"{__name__}.family_frame"}


class NameForm(Form):
    name = fields.TextField("Name")


def asked(method: str = "get", **data: str) -> HttpRequest:
    request: HttpRequest = getattr(RequestFactory(), method)("/", data)
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def rendered(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    return str(engines["jinja2"].from_string(source).render(context, request))


def page(layout: str, body: str, **context: Any) -> str:
    source = f'{{% extends "ui/layout/{layout}.jinja" %}}{{% block title %}}Sample{{% endblock %}}{body}'
    return rendered(source, asked(), **context)


def test_a_page_has_its_frame_its_title_and_its_heading() -> None:
    html = page("page", "{% block content %}<p>Words</p>{% endblock %}")

    assert "<title>Sample – Sample partnership</title>" in html
    assert '<h1 class="govuk-heading-l">Sample</h1>' in html
    assert 'href="#main-content" class="govuk-skip-link"' in html
    assert "Synthetic people. Do not enter real ones." in html
    assert 'aria-label="Main"' in html
    assert 'role="search"' in html
    assert "Bo Sample" in html
    assert 'action="/sign-out/" method="post"' in html
    assert "csrfmiddlewaretoken" in html
    assert "Privacy" in html


def test_a_page_carries_no_inline_style_or_script_and_no_brand_of_the_government() -> None:
    html = gallery(asked(state="wrong", layout="public")).content.decode()

    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == 1
    assert " onclick=" not in html
    for brand in ("govuk-header", "crown", "GOV.UK", "og:image", "opengraph"):
        assert brand not in html


def test_messages_are_told_once_in_plain_words() -> None:
    request = asked()
    messages.success(request, "The plan is saved")
    messages.warning(request, EVIL)

    source = '{% extends "ui/layout/page.jinja" %}{% block title %}Sample{% endblock %}'
    html = rendered(source, request)

    assert "govuk-notification-banner--success" in html
    assert "The plan is saved" in html
    assert EVIL not in html
    assert request._messages.used  # type: ignore[attr-defined]


def test_several_messages_stand_in_one_banner_each_once() -> None:
    request = asked()
    for words in ("The plan is saved", "The plan is saved", "The action is done"):
        messages.success(request, words)
    messages.info(request, "Search first")

    html = rendered('{% extends "ui/layout/page.jinja" %}{% block title %}Sample{% endblock %}', request)

    assert (
        html.count('class="govuk-notification-banner ') + html.count('class="govuk-notification-banner"') == 2
    )
    assert html.count("The plan is saved") == 1
    assert "The action is done" in html
    assert "Please note" in html


def test_a_form_page_needs_nothing_but_its_form() -> None:
    html = page("form", "", form=NameForm())

    assert 'name="submission_token"' in html
    assert 'name="name"' in html
    assert "novalidate" in html
    assert html.count(">Save</button>") == 2  # what Enter presses, and what is seen
    assert "Error:" not in html


def test_a_form_page_with_faults_says_so_in_its_title_and_leads_to_them() -> None:
    html = page("form", "", form=NameForm({"name": ""}))

    assert "<title>Error: Sample" in html
    assert '<a href="#id_name">Enter name</a>' in html


def test_a_form_page_offers_saving_for_later_only_where_drafts_are_kept() -> None:
    kept = page("form", "", form=NameForm(), autosave_url="/drafts/a/", cancel_url="/back/")

    assert 'data-autosave="/drafts/a/"' in kept
    assert 'name="save_for_later"' in kept
    assert 'href="/back/"' in kept
    assert "save_for_later" not in page("form", "", form=NameForm())


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    class LetterForm(Form):
        letter = fields.FileField("Letter")

    assert 'enctype="multipart/form-data"' in page("form", "", form=LetterForm(), form_action="/there/")


def test_a_confirming_page_says_what_will_happen_and_its_button_is_red() -> None:
    body = "{% block consequences %}<p>Ann loses access.</p>{% endblock %}"

    html = page("confirm", body, form=Form(), submit="Yes, end it", cancel_url="/back/")
    safe = page("confirm", body, form=Form(), submit="Yes", cancel_url="/back/", safe=True)

    assert html.index("Ann loses access.") < html.index("Yes, end it</button>")
    assert "govuk-button--warning" in html
    assert "No, go back" in html
    assert "govuk-button--warning" not in safe


@pytest.mark.parametrize("layout", ["public", "public_form"])
def test_a_public_page_can_be_left_at_once(layout: str) -> None:
    html = page(layout, "", form=Form())

    assert "govuk-exit-this-page" in html
    assert "Leave this page now" in html


def test_what_people_typed_is_never_markup() -> None:
    class EvilForm(Form):
        name = fields.TextField(EVIL, hint=EVIL)
        note = fields.TextAreaField("Note", words=5)
        school = fields.ChoiceField("School", choices=[(EVIL, EVIL)], reveals={EVIL: ["which"]})
        which = fields.TextAreaField("Which?")

    html = page("form", "", form=EvilForm(draft=dict.fromkeys(("name", "note", "school", "which"), EVIL)))
    rows = rendered(
        '{% from "ui/components/summary_list.jinja" import summary_list %}{{ summary_list(rows) }}',
        rows=[Row(EVIL, EVIL), Row("List", [EVIL])],
    )

    assert EVIL not in html + rows
    assert html.count("&lt;script&gt;") > 5


def test_the_lines_of_a_text_inside_a_choice_stay_as_they_were_typed() -> None:
    html = gallery(asked(state="filled")).content.decode()

    assert ">Blue\n  as the sea</textarea>" in html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% from "ui/components/tags.jinja" import due_tag %}{{ due_tag(at, now) }}', "3 days late"),
        ('{% from "ui/components/tags.jinja" import due_tag %}[{{ due_tag(none) }}]', "[]"),
        (
            '{% from "ui/components/tags.jinja" import status_tag %}{{ status_tag("Open", none) }}',
            "govuk-tag--grey",
        ),
        ("{{ local(now) }}", "Tuesday 3 March"),
        ("{{ clock(now) }}", "midday"),
        ("{{ clock(now.time()) }}", "midday"),
        ("{{ day(now.date()) }}", "3 March 2026"),
        ("{{ due(at, now).tone }}", "late"),
    ],
)
def test_small_components(source: str, expected: str) -> None:
    assert expected in rendered(source, at=NOW - timedelta(days=3), now=NOW)


def test_a_chip_says_that_it_can_be_taken_away() -> None:
    source = '{% from "ui/components/filter_chips.jinja" import filter_chips %}{{ filter_chips(chips, "?") }}'

    html = rendered(source, chips=[Chip("North", "?sort=due")])

    assert "Remove this filter: " in html
    assert "Clear all filters" in html
    assert rendered(source, chips=[]).strip() == ""


def test_a_slip_in_a_template_fails_the_page() -> None:
    with pytest.raises(UndefinedError):
        page("page", "{% block content %}{{ familly.name }}{% endblock %}")


def test_permissions_are_asked_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    request = asked()
    source = '{% if can("partnership.manage_practitioners") %}yes{% else %}no{% endif %}'
    nobody = SimpleNamespace(is_authenticated=False)
    someone = SimpleNamespace(is_authenticated=True, has_role=lambda *roles: True)

    answers = []
    for user in (nobody, someone):
        request.user = user  # type: ignore[assignment]
        answers.append(rendered(source, request))

    assert answers == ["no", "yes"]
    assert rendered(source) == "no"
    with pytest.raises(AttributeError):
        rendered('{{ can("partnership.fly") }}', request)


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (errors.bad_request, 400, "We could not understand that"),
        (errors.forbidden, 403, "This page is not part of your role"),
        (errors.not_allowed, 405, "This step begins with a button"),
        (errors.not_found, 404, "There is nothing here for you to see"),
        (errors.form_expired, 403, "This page was open for too long"),
        (errors.server_error, 500, "Something went wrong on our side"),
        (errors.restricted, 403, "ask your safeguarding lead"),
    ],
)
def test_errors_say_what_to_do_and_are_kept_nowhere(view: Any, status: int, words: str) -> None:
    response = view(asked())

    assert response.status_code == status
    assert words in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_a_refusal_without_words_is_given_some() -> None:
    answered = {
        "wordless": HttpResponseNotAllowed(["POST"]),
        "with words": HttpResponseNotAllowed(["POST"], content="Say it otherwise"),
        "fine": HttpResponse("Fine"),
        "a file": FileResponse(io.BytesIO(b"file"), status=405),
    }

    given = {name: errors.PlainRefusals(lambda _: answer)(asked()) for name, answer in answered.items()}  # noqa: B023

    assert "This step begins with a button" in given["wordless"].content.decode()
    assert given["wordless"]["Allow"] == "POST"
    assert all(given[name] is answered[name] for name in ("with words", "fine", "a file"))


def test_a_restricted_record_names_whom_to_ask_and_nobody_in_it() -> None:
    ask = [errors.AskPerson("Chris Sample", "safeguarding lead", "01632 960 001", "chris@example.org")]

    html = errors.restricted(asked(), ask=ask, break_glass_url="/open/").content.decode()

    assert "Chris Sample, safeguarding lead, telephone 01632 960 001" in html
    assert "mailto:chris@example.org" in html
    assert 'href="/open/"' in html
    assert "in an emergency" not in errors.restricted(asked(), ask=ask).content.decode()


def broken(request: HttpRequest) -> Frame:
    raise RuntimeError("The database is away")


def test_the_page_of_a_broken_installation_asks_nothing_of_it(settings: Any) -> None:
    settings.UI_PROVIDERS = dict.fromkeys(("frame", "theme", "words"), f"{__name__}.broken")

    html = errors.server_error(asked()).content.decode()

    assert "Something went wrong on our side" in html
    assert "theme.css" not in html


def test_the_gallery_is_closed_where_people_are_real(settings: Any) -> None:
    settings.UI_GALLERY = False

    with pytest.raises(Http404):
        gallery(asked())


@pytest.mark.parametrize("state", ["empty", "filled", "wrong", "long"])
def test_the_gallery_shows_every_state(state: str) -> None:
    html = gallery(asked(state=state)).content.decode()

    assert "Gallery of fields and components" in html


def test_every_template_compiles() -> None:
    env = engines["jinja2"].env
    names = [name for name in env.list_templates() if name.startswith("ui/")]

    assert len(names) > 30
    for name in names:
        env.get_template(name)


def test_templates_reach_a_request_less_page() -> None:
    html = render_to_string("ui/errors/not_found.jinja")

    assert "<title>There is nothing here for you to see – Baton</title>" in html
