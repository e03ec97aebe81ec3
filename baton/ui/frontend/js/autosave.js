// Keeps what is typed in `form[data-autosave]` on the server: every few seconds, when a field is left, when the page is left.
// Nothing is written into the browser's storage. While the line is down the page says so, keeps the text, and saves on return.

import { token } from "./token.js";

const EVERY = 2500; // between savings while somebody types
const PATIENCE = 2500; // until a missing answer is said
const LIMIT = 30000; // until it counts as lost
const RETRY = 4000; // between attempts while the line is down
const UNSENT = new Set(["csrfmiddlewaretoken", "submission_token"]);

const SAVED = "saved";
const WORDS = {
  down: "The line is down. Your text is kept here and will be saved when the line is back. Leave this page open.",
  out: "You have been signed out. Your text is kept here: sign in again in another tab, then go on here.",
  kept: "You have been signed out. What you typed is saved for you: sign in again, and it is back on this page.",
  refused: "This could not be saved as a draft, so leave this page open. Press the button again to send it all the same.",
};

const watched = [];

export function watchForms(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) watched.push(new Autosave(form));
}

// Saves what is typed anywhere on the page; tells whether all of it is on the server.
export async function saveAll() {
  await Promise.all(watched.map((one) => one.save()));
  return watched.every((one) => one.leaving || !one.dirty());
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.kept = this.text(); // what the server holds
    this.timer = null;
    this.sending = null;
    this.leaving = false;
    this.insisted = false;
    this.notice = makeNotice(form);
    this.listen();
  }

  listen() {
    const { form } = this;
    form.addEventListener("input", () => this.soon(EVERY));
    form.addEventListener("change", () => this.soon(EVERY));
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => this.beforeSubmit(event), { capture: true });
    window.addEventListener("online", () => this.back());
    window.addEventListener("offline", () => this.say("down"));
    window.addEventListener("pageshow", () => (this.leaving = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.part());
  }

  // What would be sent, as text; files are never part of a draft.
  text() {
    const pairs = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !UNSENT.has(name));
    return new URLSearchParams(pairs).toString();
  }

  dirty() {
    return this.text() !== this.kept;
  }

  // Typing on does not put the saving off.
  soon(delay) {
    this.timer ??= setTimeout(() => this.save(), delay);
  }

  // The line is back: what was typed meanwhile is saved, and the page says so.
  async back() {
    if (!this.dirty()) this.say(SAVED, "The line is back. Everything you typed is saved.");
    else await this.save();
  }

  // Saves what has changed; tells "saved" once all of it is on the server, else why it is not.
  async save() {
    clearTimeout(this.timer);
    this.timer = null;
    while (this.sending) await this.sending;
    if (this.leaving || !this.dirty()) return SAVED;
    this.sending = this.send().finally(() => (this.sending = null));
    const outcome = await this.sending;
    if (outcome !== SAVED) this.soon(RETRY);
    else if (this.dirty()) this.soon(EVERY);
    return outcome;
  }

  async send() {
    const text = this.text();
    const late = setTimeout(() => this.say("down"), PATIENCE);
    try {
      const answer = await fetch(this.form.dataset.autosave, this.request(text, AbortSignal.timeout(LIMIT)));
      return await this.hear(answer, text);
    } catch {
      return this.say("down");
    } finally {
      clearTimeout(late);
    }
  }

  async hear(answer, text) {
    const told = await answer.json().catch(() => ({}));
    if (told.kept) this.kept = text;
    if (told.kept) return this.say("kept");
    if (answer.redirected || answer.status === 401 || answer.status === 403) return this.say("out");
    if (!answer.ok) return this.say("refused", told.fault);
    this.kept = text;
    this.insisted = false;
    return this.say(SAVED, told.words ?? `Saved ${clock()}`);
  }

  // The page goes out of sight, perhaps for good: a last attempt that outlives it.
  part() {
    if (this.leaving || !this.dirty()) return;
    const text = this.text();
    fetch(this.form.dataset.autosave, { ...this.request(text), keepalive: true })
      .then((answer) => this.hear(answer, text))
      .catch(() => this.soon(RETRY));
  }

  // Sending the form while the line is down, or signed out, would lose the text: first it is saved, then sent.
  beforeSubmit(event) {
    renewToken(this.form);
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.say("down");
      return;
    }
    if (this.leaving || (!this.dirty() && !this.sending)) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.sendAfterSaving(event.submitter);
  }

  async sendAfterSaving(pressed) {
    const outcome = await this.save();
    const insists = outcome === "refused" && this.insisted;
    this.insisted = outcome === "refused";
    if (outcome !== SAVED && !insists) return;
    this.leaving = true;
    this.form.requestSubmit(pressed);
  }

  say(outcome, words = WORDS[outcome]) {
    this.notice.classList.toggle("baton-saved--trouble", outcome !== SAVED);
    if (this.notice.textContent !== words) this.notice.textContent = words;
    return outcome;
  }

  request(text, signal) {
    return {
      method: "POST",
      body: text,
      signal,
      credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token(this.form) },
    };
  }
}

function makeNotice(form) {
  const notice = document.createElement("p");
  notice.className = "baton-saved";
  notice.setAttribute("role", "status");
  form.append(notice);
  return notice;
}

function renewToken(form) {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (field) field.value = token(form);
}

function clock() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
