// On a board, the arrow keys and j and k move from card to card; Home and End go to the first and last.

const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

export function moveThroughCards(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const cards = [...root.querySelectorAll("[data-card] .baton-card__link")];
    const here = cards.findIndex((link) => link.closest("[data-card]").contains(root.activeElement));
    const next = target(event.key, here, cards.length);
    if (next === null || !cards[next]) return;
    event.preventDefault();
    cards[next].focus();
  });
}

// Arrows scroll the page until a card has the focus; j and k may start from anywhere.
function target(key, here, count) {
  if (!count) return null;
  if (here < 0) return key === "j" ? 0 : null;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return key in STEPS ? Math.min(Math.max(here + STEPS[key], 0), count - 1) : null;
}

function typing(element) {
  return element.matches?.("input, textarea, select, [contenteditable]") ?? false;
}
