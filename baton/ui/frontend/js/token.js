// The token a form is sent with. Signing in changes it, in another tab too; the cookie, where a script may read it, always
// holds the valid one.
export function token(root) {
  const cookie = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1];
  return cookie ?? root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
