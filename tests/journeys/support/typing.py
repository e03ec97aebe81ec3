"""Sending each form of an open page empty and with everything typed wrong: what its answer must say and keep.

The forms are sent behind the page, by `fetch`, so that the page stays open and one page proves all its forms. A form that
only asks for a list may answer without a word. What answered the first form that was refused can be shown in its place.
"""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

SEND_ALL = """async (how) => {
  window.refused = null;
  const MARKER = "Zoë O’Hara & “sons” <b>";
  const KEPT_APART = new Set(["csrfmiddlewaretoken", "draft_keeper", "submission_token", "password"]);

  function wrong(field) {
    if (/-(day|month)$/.test(field.name)) return "99";
    if (/-year$/.test(field.name)) return "20x5";
    if (field.type === "email" || field.inputMode === "email") return "no address";
    if (field.type === "tel" || field.inputMode === "tel") return "no number";
    if (field.inputMode === "numeric" || field.type === "number") return "many";
    return field.tagName === "TEXTAREA" ? MARKER + "\\n second line" : MARKER;
  }

  function fill(form) {
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || ["BUTTON", "FIELDSET"].includes(field.tagName)) continue;
      if (field.type === "password" || field.type === "file") continue;
      const blank = how === "empty";
      if (field.type === "radio" || field.type === "checkbox") field.checked = false;
      else if (field.tagName === "SELECT") field.selectedIndex = blank ? 0 : field.options.length - 1;
      else field.value = blank ? "" : wrong(field);
    }
    if (how === "empty") return;
    const chosen = new Set();
    for (const field of form.querySelectorAll("input[type=radio], input[type=checkbox]")) {
      const last = [...form.elements].filter((other) => other.name === field.name).at(-1);
      if (chosen.has(field.name) || field !== last) continue;
      field.checked = true;
      chosen.add(field.name);
    }
  }

  const typed = (form) =>
    [...new FormData(form)]
      .filter(([name, value]) => typeof value === "string" && !KEPT_APART.has(name))
      .map(([name, value]) => [name, value.replaceAll("\\r\\n", "\\n")]);

  function judge(form, before, page) {
    const faults = [];
    const links = [...page.querySelectorAll(".govuk-error-summary__list a")];
    const again = [...page.forms].find((other) => before.every(([name]) => other.elements[name]));
    if (!again) return ["the form is gone from the answer"];
    for (const link of links) {
      const field = page.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) faults.push(`“${link.textContent}” leads nowhere (${link.hash})`);
      else if (link.hash !== "#main-content") faults.push(...beside(field, link.textContent.trim()));
    }
    const after = typed(again);
    for (const [name, value] of before) {
      if (name === "expected_version") continue;
      if (!after.some(([other, kept]) => other === name && kept === value))
        faults.push(`${name}: “${value}” was typed, “${after.filter(([n]) => n === name).map(([, v]) => v)}” came back`);
    }
    return faults;
  }

  function beside(field, words) {
    const names = [];
    for (let at = field; at; at = at.parentElement) names.push(...(at.getAttribute("aria-describedby") ?? "").split(" "));
    const messages = names.filter(Boolean).map((id) => field.ownerDocument.getElementById(id));
    if (messages.some((message) => !message)) return [`a description of ${field.id} is missing: ${names}`];
    const own = messages.filter((message) => message.classList.contains("govuk-error-message"));
    if (!own.length) return [`“${words}” does not stand beside ${field.id}`];
    if (!own.some((message) => words.endsWith(message.textContent.replace("Error:", "").trim())))
      return [`beside ${field.id} stands something else than “${words}”`];
    return [];
  }

  const found = [];
  for (const form of document.querySelectorAll("main form")) {
    const asks = [...form.elements].some((field) => field.name && !["hidden", "submit"].includes(field.type));
    if (!asks) continue;
    fill(form);
    const before = typed(form);
    const body = new URLSearchParams(new FormData(form));
    const asking = form.method === "get";
    const answer = asking
      ? await fetch(`${form.action.split("?")[0]}?${body}`, { redirect: "manual" })
      : await fetch(form.action, { method: "POST", body, redirect: "manual" });
    const about = { action: new URL(form.action).pathname, asking, status: answer.status, faults: [], told: 0 };
    if (answer.type !== "opaqueredirect") {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      about.told = page.querySelectorAll(".govuk-error-summary__list li").length;
      if (about.told) about.faults = judge(form, before, page);
      if (about.told && !asking) window.refused ??= page;
      else if (!asking || !answer.ok) about.faults = [`${answer.status} without a word of what is wrong`];
    }
    found.push(about);
  }
  return found;
}"""

SHOW_REFUSED = """() => {
  document.title = window.refused.title;
  window.refused.body.className = document.body.className;
  document.body.replaceWith(document.adoptNode(window.refused.body));
}"""


@dataclass
class Sent:
    """What became of the forms of one page that were sent in one way."""

    refused: int = 0
    faults: list[str] = field(default_factory=list)


def send_all(page: Page, how: str) -> Sent:
    """Send every form of the open page `empty` or `wrong`, and judge each answer that says something is wrong."""
    told: list[dict[str, Any]] = page.evaluate(SEND_ALL, how)
    sent = Sent(refused=sum(bool(each["told"] and not each["asking"]) for each in told))
    for each in told:
        sent.faults += [f"sent {how} to {each['action']}: {fault}" for fault in each["faults"]]
    return sent


def show_refused(page: Page) -> None:
    """Put what answered the first refused form of the last `send_all` in the place of the open page."""
    page.evaluate(SHOW_REFUSED)
