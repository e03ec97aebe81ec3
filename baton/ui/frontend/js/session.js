// A sign-in ends at a set moment. Some minutes before, a notice offers to stay; nothing typed is lost by its ending, and
// nothing stays on the screen for whoever signs in next.
import { saveAll } from "./autosave.js";
import { token } from "./token.js";

const WARN = 5 * 60 * 1000; // before the end: time to find the button, with a screen reader too (WCAG 2.2.1 asks for 20 s)
const SAVE = 20 * 1000; // before the end: the last saving under one's own name
const LOOK = 60 * 1000; // at most this long asleep, so that a lid that was shut is noticed
const AGAIN = 5 * 1000; // between attempts while the line is down

export function watchSession(root) {
  const { sessionLeft, sessionUrl, signInUrl, sessionWho } = root.body.dataset;
  if (sessionLeft) new Session(root, { left: Number(sessionLeft), url: sessionUrl, signIn: signInUrl, who: sessionWho });
}

class Session {
  constructor(root, { left, url, signIn, who }) {
    Object.assign(this, { root, url, signIn, who, warned: false, saved: false, asked: Date.now() });
    this.notice = root.getElementById("session-notice");
    this.until(left);
    root.addEventListener("visibilitychange", () => root.hidden || this.look());
    window.addEventListener("pageshow", (event) => event.persisted && this.ask());
  }

  until(seconds) {
    this.ends = Date.now() + seconds * 1000;
    this.warned = this.saved = false;
    this.wait();
  }

  wait(most = LOOK) {
    clearTimeout(this.timer);
    const marks = [this.warned ? 0 : WARN, this.saved ? 0 : SAVE];
    const next = this.ends - Math.max(...marks) - Date.now();
    this.timer = setTimeout(() => this.tick(), Math.min(Math.max(next, 0), most));
  }

  async tick() {
    const left = this.ends - Date.now();
    if (left <= 0) return this.ask();
    if (left <= SAVE && !this.saved) {
      this.saved = true;
      await saveAll();
    } else if (left <= WARN && !this.warned) {
      this.warned = true;
      if (!(await this.ask())) return;
    }
    this.wait();
  }

  look() {
    if (Date.now() - this.asked > LOOK || this.ends < Date.now()) this.ask();
  }

  // Asks how long the sign-in still lasts: another window may have prolonged it, ended it, or be somebody else's now.
  async ask(method = "GET") {
    this.asked = Date.now();
    let told;
    try {
      told = await this.request(method);
    } catch {
      this.wait(AGAIN);
      return false;
    }
    if (!told || told.who !== this.who || told.seconds <= 0) return this.leave();
    const now = Date.now() + told.seconds * 1000;
    if (now > this.ends + 2000) this.until(told.seconds);
    if (this.ends - Date.now() > WARN) this.hide();
    else this.show();
    return true;
  }

  async request(method) {
    const headers = { Accept: "application/json", "X-CSRFToken": token(this.root) };
    const answer = await fetch(this.url, { method, headers, credentials: "same-origin", redirect: "manual" });
    return answer.ok ? answer.json() : null;
  }

  // The text is saved once more (the page says whose it is), then it goes off the screen.
  async leave() {
    if (!(await saveAll())) {
      this.wait(AGAIN);
      return false;
    }
    const here = location.pathname + location.search;
    location.replace(`${this.signIn}?next=${encodeURIComponent(here)}`);
    return false;
  }

  show() {
    this.warned = true;
    if (this.notice.firstChild) return;
    const words = this.root.createElement("p");
    const clock = new Date(this.ends).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    words.textContent = `You will be signed out at ${clock}. What you typed is kept for you.`;
    const button = this.root.createElement("button");
    Object.assign(button, { type: "button", className: "govuk-button", textContent: "Stay signed in" });
    button.addEventListener("click", () => this.stay());
    this.notice.append(words, button);
    this.wait();
  }

  async stay() {
    if (await this.ask("POST")) this.root.getElementById("main-content")?.focus({ preventScroll: true });
  }

  hide() {
    this.notice.replaceChildren();
  }
}
