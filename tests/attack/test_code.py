"""What the product's code never does, because what is typed could then become code, a query, a pattern or an address."""

import ast
import re
from collections.abc import Iterator
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from tests.attack import code

WRITTEN_SQL = {
    "baton/core/bulk.py",  # names of tables and columns of models, quoted
    "baton/core/management/commands/grant_serving_role.py",  # the owner's, at installation
    "baton/core/postgresql/base.py",  # as given, or with more values than travel beside it, quoted by psycopg
    "baton/core/told.py",  # a statement of the wall or of the history
    "baton/journal/marks.py",  # the name of a table of ours
    "baton/operations/checks/database.py",  # questions of the doctor's own
    "baton/operations/keeping/contents.py",  # composed by psycopg.sql from the catalogue
    "baton/operations/keeping/documents.py",  # composed by psycopg.sql
}
"""Modules whose statements are put together, each of names that stand in the code or the catalogue."""

MATCHES = {
    f"re.{name}"
    for name in ["compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"]
}
PATTERNS_OF_A_TABLE = {
    "baton/notices/rules/bounce.py",  # an address, escaped, to be taken out of what a mail server says
    "baton/partnership/rules/profile_item.py",  # what a code of a profile may look like, given by its type
    "baton/people/rules/query.py",  # the names of the months
    "baton/people/rules/sounds.py",  # letters that sound alike
}
"""Modules that compile patterns out of a table of their own, or out of what is escaped."""

NESTED = {
    r"[a-z0-9_]+(\.[a-z0-9_]+)*",
    r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+",
}
"""Patterns with a repetition inside a repetition that read a text in one way alone: a full stop parts them."""

SPEAKING = {
    "socket",
    "ssl",
    "smtplib",
    "http.client",
    "urllib.request",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
}
TO_OTHERS = {
    "baton/documents/files/scanner.py",  # BATON_SCANNER
    "baton/notices/channels/mail.py",  # BATON_EMAIL_URL
    "baton/notices/channels/notify.py",  # BATON_NOTIFY_URL, by TLS alone
    "baton/operations/checks/service.py",  # the doctor: the mail server's and the installation's own address
    "baton/partnership/oidc.py",  # an organisation's own sign-in, which a system administrator named, by TLS alone
}

SENDING_MAIL = {"notices", "operations", "partnership"}


def importing(*names: str) -> set[str]:
    return {path for path, tree in code.sources() if code.imports_any(tree, set(names))}


def test_no_code_is_made_of_text_and_no_shell_is_asked() -> None:
    shells = {
        path
        for path, tree in code.sources()
        for _, call in code.calls(tree)
        if any(keyword.arg == "shell" for keyword in call.keywords)
    }

    assert shells | code.where("eval", "exec", "__import__", "os.system", "os.popen") == set()


def test_no_xml_parser_and_no_reader_of_objects_is_used() -> None:
    objects = {"pickle", "marshal", "shelve", "dill", "jsonpickle", "yaml", "plistlib"}

    assert importing(*objects, "xml", "lxml", "defusedxml", "html5lib", "bs4") == set()


def test_no_code_calls_the_machine_below_python() -> None:
    assert importing("ctypes", "cffi", "mmap") == set()


def test_no_template_is_made_of_text() -> None:
    assert code.where("from_string") == set()
    assert importing("jinja2.Template", "django.template.Template", "django.template.engines") == set()


def test_no_template_lets_markup_through() -> None:
    through = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\(")
    let = {path for path, text in code.texts("baton", ".jinja") if through.search(text)}

    assert let == set()
    assert code.where("mark_safe", "Markup", "SafeString") == {
        "baton/ui/forms.py",  # fields that have rendered themselves
        "baton/ui/lists.py",  # cells that a template has rendered
    }


def test_a_query_is_never_written_with_what_was_typed() -> None:
    assert code.where("raw", "extra", "RawSQL") == set()
    written = {
        path
        for path, tree in code.sources()
        for name, call in code.calls(tree)
        if name.endswith((".execute", ".executemany")) and call.args and not code.is_fixed(call.args[0])
    }

    assert written == WRITTEN_SQL


def patterns() -> Iterator[tuple[str, ast.expr]]:
    for path, tree in code.sources():
        for name, call in code.calls(tree):
            if name in MATCHES and call.args:
                yield path, call.args[0]


def test_no_pattern_is_made_of_what_was_typed() -> None:
    assert {path for path, pattern in patterns() if not code.is_fixed(pattern)} == PATTERNS_OF_A_TABLE


def test_no_pattern_grows_with_what_it_reads() -> None:
    read = {pattern.value for _, pattern in patterns() if isinstance(pattern, ast.Constant)}

    assert len(read) > 20
    assert {pattern for pattern in read if repeats_a_repetition(parser.parse(pattern))} == NESTED


@pytest.mark.parametrize(("pattern", "grows"), [("(a+)+b", True), (r"(?:\d*,?)*", True), ("(a+)?b+", False)])
def test_a_pattern_that_grows_is_found(pattern: str, grows: bool) -> None:
    assert repeats_a_repetition(parser.parse(pattern)) is grows


def repeats_a_repetition(parsed: object, *, within: bool = False) -> bool:
    """Whether a repetition without end stands inside another one: then a text can take exponential time (ReDoS)."""
    if isinstance(parsed, parser.SubPattern):
        return any(repeats_a_repetition(one, within=within) for one in parsed.data)
    if isinstance(parsed, tuple) and len(parsed) == 2 and parsed[0] in (signs.MAX_REPEAT, signs.MIN_REPEAT):
        _, most, inner = parsed[1]
        endless = most is signs.MAXREPEAT
        return (within and endless) or repeats_a_repetition(inner, within=within or endless)
    if isinstance(parsed, tuple | list):
        return any(repeats_a_repetition(one, within=within) for one in parsed)
    return False


def test_only_these_modules_speak_to_another_machine() -> None:
    assert importing(*SPEAKING) == TO_OTHERS
    assert {path.split("/")[1] for path in importing("django.core.mail")} <= SENDING_MAIL


def test_no_method_of_hashing_is_weak_or_our_own() -> None:
    weak = {"md5", "sha1", "new", "des", "arc4"}
    used = {
        path
        for path, tree in code.sources()
        if {f"hashlib.{name}" for name in weak}
        & (code.imported(tree) | {name for name, _ in code.calls(tree)})
    }

    assert used == set()
    assert importing("Crypto", "cryptography", "nacl", "crypt", "hmac") == set()
    assert importing("pyrage") == {"baton/operations/keeping/sealing.py"}


def test_chance_that_guards_something_is_drawn_by_the_secure_generator() -> None:
    by_chance = importing("random", "uuid.uuid1", "uuid.uuid3")

    assert {path.split("/")[1] for path in by_chance} == {"demo"}, (
        "invented people alone are drawn by a plain die"
    )
    assert importing("secrets") >= {"baton/people/rules/references.py", "baton/ui/searches.py"}


def test_no_form_is_made_of_a_model() -> None:
    assert importing("django.forms.ModelForm", "django.forms.models") == set()
    assert code.where("modelform_factory", "modelformset_factory", "construct_instance") == set()


def test_no_address_is_put_together_from_what_was_typed() -> None:
    assert [path for path, tree in code.sources() for call in leading_on(tree) if holds_a_request(call)] == []


def test_an_address_from_a_request_is_found() -> None:
    found = [
        holds_a_request(call)
        for call in leading_on(ast.parse("redirect(request.GET['next'])\nredirect('x')"))
    ]

    assert found == [True, False]


def leading_on(tree: ast.AST) -> Iterator[ast.Call]:
    for name, call in code.calls(tree):
        if name.rpartition(".")[2] in {"redirect", "HttpResponseRedirect", "HttpResponsePermanentRedirect"}:
            yield call


def holds_a_request(call: ast.Call) -> bool:
    """Whether the place that a call leads to comes from the request; ids after a page's name are encoded."""
    sent = {"GET", "POST", "META", "COOKIES", "headers"}
    to = call.args[:1]
    return any(isinstance(node, ast.Attribute) and node.attr in sent for one in to for node in ast.walk(one))


def test_our_scripts_write_text_as_text_and_keep_to_their_page() -> None:
    never = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "postMessage",
        "onmessage",
        "WebSocket",
        "EventSource",
        "RTCPeerConnection",
        "localStorage",
        "indexedDB",
        "window.open",
        "__proto__",
        "constructor[",
        "import(",
    ]
    scripts = dict(code.texts("baton/ui/frontend/js", ".js"))

    assert len(scripts) > 5
    assert [(path, word) for path, text in scripts.items() for word in never if word in text] == []
    assert [
        path for path, text in scripts.items() if re.search(r"addEventListener\(\s*['\"]message['\"]", text)
    ] == []
