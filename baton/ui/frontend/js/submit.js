// A form is sent once: until the answer comes, pressing again does nothing. While the line is down none is sent.

const DOWN = "The line is down, so nothing was sent. Your text is kept here. Press the button again when the line is back.";

export function guardSubmits(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (!navigator.onLine) {
      event.preventDefault();
      say(form, DOWN);
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  // Coming back by the browser's history finds the form ready again.
  window.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

function say(form, words) {
  const notice = form.querySelector(".baton-saved") ?? form.appendChild(document.createElement("p"));
  notice.className = "baton-saved baton-saved--trouble";
  notice.setAttribute("role", "status");
  notice.textContent = words;
}
