// "Use this": copies what is already known into the answer, after whatever stands there, and leaves the writer in it.

export function useKnown(root) {
  for (const button of root.querySelectorAll("button[data-use-known]")) button.hidden = false;
  root.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-use-known]");
    if (!button) return;
    const known = document.getElementById(button.dataset.useKnown);
    const field = document.getElementById(button.dataset.useFor);
    if (!known || !field) return;
    field.value = [field.value.trimEnd(), known.textContent.trim()].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
