"""The checks of an open page: axe and HTML_CodeSniffer on the page as it stands, and its width on a small telephone."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

from tests.journeys.support.browser import PHONE

ASSETS = Path(__file__).resolve().parents[3] / ".build" / "test-assets"
CHECKERS = {"axe.js": "axe", "htmlcs.js": "HTMLCS"}
RUN_AXE = """async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
    preload: false,  // what is preloaded serves no rule of these
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => ({
    code: rule.id, words: rule.help, where: node.target.join(" "), html: node.html,
  })));
}"""
# HTML_CodeSniffer 2.5.1 breaks off at an e-mail input that is completed as "username", which HTML allows.
RUN_HTMLCS = """() => new Promise((resolve) => {
  const named = [...document.querySelectorAll("input[type=email][autocomplete=username]")];
  for (const input of named) input.autocomplete = "email";
  HTMLCS.process("WCAG2AA", document, () => resolve(
    named.forEach((input) => (input.autocomplete = "username")) ||
    HTMLCS.getMessages().filter((message) => message.type === HTMLCS.ERROR).map((message) => ({
      code: message.code, words: message.msg, where: message.element.id || message.element.nodeName,
      html: (message.element.outerHTML || "").slice(0, 300),
    })),
  ));
})"""
WIDE = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const aside = ".baton-scroll:not(:has(.baton-cards)), .govuk-visually-hidden, .govuk-skip-link, svg";
  if (element.closest(aside) || element.closest(".baton-cards thead th:not([aria-sort])")) return false;
  return element.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 200))"""


def check_accessible(page: Page) -> None:
    """Fail with every finding of axe and of HTML_CodeSniffer (WCAG 2 AA) on the page as it is open now.

    A page that is still on its way to the next one is looked at once it has arrived.
    """
    try:
        _check(page)
    except Error as moved:
        if "Execution context was destroyed" not in moved.message:
            raise
        page.wait_for_load_state()
        _check(page)


def _check(page: Page) -> None:
    # Sizes and colours are looked at, so the style sheet must be there.
    page.wait_for_load_state()
    findings = [("axe", finding) for finding in _run(page, "axe.js", RUN_AXE)]
    findings += [("HTML_CodeSniffer", finding) for finding in _run(page, "htmlcs.js", RUN_HTMLCS)]
    if findings:
        lines = [f"{len(findings)} findings on {page.url}"]
        lines += [_told(checker, finding) for checker, finding in findings]
        raise AssertionError("\n".join(lines))


def check_at_320(page: Page) -> None:
    """Fail where the page must be scrolled sideways on the smallest telephone, or is not accessible there.

    Source: WCAG 2.2, success criterion 1.4.10.
    """
    before = page.viewport_size
    page.set_viewport_size(PHONE)
    try:
        width = page.evaluate("document.documentElement.scrollWidth")
        wide = page.evaluate(WIDE)
        check_accessible(page)
    finally:
        if before:
            page.set_viewport_size(before)
    assert width <= PHONE["width"], f"{page.url} is {width} px wide at 320 px:\n" + "\n".join(wide)
    assert not wide, f"{page.url} runs out of its frame at 320 px:\n" + "\n".join(wide)


def bring_checkers(context: BrowserContext) -> None:
    """Let every page that opens from now on bring both checkers along: handing them over takes longer than a check."""
    for asset in CHECKERS:
        context.add_init_script(_source(asset))


def check_page(page: Page) -> None:
    """Fail where the page as it is open now does not pass both checks."""
    check_accessible(page)
    check_at_320(page)


def _run(page: Page, asset: str, call: str) -> list[dict[str, Any]]:
    # Evaluated by the debugger, so the page's security policy stays in force for the page itself.
    if not page.evaluate(f"Boolean(window.{CHECKERS[asset]})"):
        page.evaluate(_source(asset))
    found: list[dict[str, Any]] = page.evaluate(call)
    return found


@lru_cache
def _source(asset: str) -> str:
    path = ASSETS / asset
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is not built: run ./run test, or config.run.assets.build")
    return path.read_text(encoding="utf-8")


def _told(checker: str, finding: dict[str, Any]) -> str:
    return f"- {checker} {finding['code']}: {finding['words']}\n  at {finding['where']}\n  {finding['html']}"
