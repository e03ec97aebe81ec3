// A passkey is made or used by the browser; its answer goes with the form as a text. Where the browser knows no passkeys, or
// the page's address is a number, for which there are none, a form that does nothing else stays hidden.

const CANCELLED = "Nothing happened. Your device may have been waiting for you: press the button again, or choose another way.";
const TROUBLE = "Your browser could not use a passkey here. Choose another way.";
const IS_NUMBER = /^[\d.]+$|:/;

export function offerPasskeys(root) {
  if (!window.PublicKeyCredential || IS_NUMBER.test(location.hostname)) return;
  for (const mark of root.querySelectorAll("[data-passkey]")) {
    const form = mark.closest("form");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      answer(form, mark.dataset);
    });
  }
  for (const none of root.querySelectorAll("[data-passkey-none]")) none.hidden = true;
  // Coming back by the browser's history, an answer that was sent is of no use.
  window.addEventListener("pageshow", () => {
    for (const mark of root.querySelectorAll("[data-passkey]")) mark.closest("form").elements.credential.value = "";
  });
}

async function answer(form, { passkey, passkeyQuestion, passkeyQuestionUrl }) {
  try {
    const question = passkeyQuestion ? JSON.parse(passkeyQuestion) : await fetched(passkeyQuestionUrl);
    const ask = passkey === "make" ? "create" : "get";
    const credential = await navigator.credentials[ask](opened(question));
    form.elements.credential.value = JSON.stringify(closed(credential));
    form.requestSubmit();
  } catch (trouble) {
    say(form, ["NotAllowedError", "AbortError"].includes(trouble.name) ? CANCELLED : TROUBLE);
  }
}

async function fetched(url) {
  const told = await fetch(url);
  if (!told.ok) throw new Error(`${told.status} from ${url}`);
  return told.json();
}

function say(form, words) {
  const place = form.querySelector("[data-passkey-trouble]");
  place.textContent = words;
  place.hidden = false;
}

// What the site sends and takes as text is bytes for the browser.
function opened({ publicKey }) {
  const inBytes = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) inBytes.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (publicKey[list]) inBytes[list] = publicKey[list].map((each) => ({ ...each, id: bytes(each.id) }));
  }
  return { publicKey: inBytes };
}

function closed(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
}

function text(buffer) {
  const letters = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
