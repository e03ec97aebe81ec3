"""Hands that have a keyboard and no mouse, and eyes that must see where they are."""

from playwright.sync_api import Page

FARTHEST = 250
"""Presses of Tab within which everything on a page is reached."""
HERE = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0] ?? at;
  const group = at.closest("fieldset")?.querySelector("legend")?.innerText ?? "";
  const seen = (style) => style.boxShadow !== "none" || (style.outlineStyle !== "none" &&
    parseFloat(style.outlineWidth) > 0 && !/^rgba.*, 0\\)$/.test(style.outlineColor));
  const box = at.getBoundingClientRect();
  return {
    words: (at.getAttribute("aria-label") ?? label.innerText ?? "").trim(),
    group: group.trim(),
    href: at.getAttribute("href") ?? "",
    kind: at.tagName === "INPUT" ? at.type : at.tagName.toLowerCase(),
    value: at.value ?? "",
    checked: Boolean(at.checked),
    anyChecked: at.type === "radio" && [...document.getElementsByName(at.name)].some((one) => one.checked),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    seen: seen(getComputedStyle(at)) || (at.labels?.length > 0 && seen(getComputedStyle(label, "::before"))),
  };
}"""


class Keyboard:
    """Moves by Tab and arrows, presses Space and Enter, and types. Fails where the focus cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.here = page.evaluate(HERE)
        self.arrived = False  # on something that nobody has looked at yet

    def next(self, key: str = "Tab") -> None:
        """Move on by one key, and see where that leads."""
        if self.arrived:
            self.arrived = False
            return
        self.page.keyboard.press(key)
        self.here = self.page.evaluate(HERE)
        if self.here["kind"] not in {"body", "main"}:
            assert self.here["seen"], f"Nobody sees that the focus is on {self.here}"
            assert self.here["inView"], f"The focus is out of sight on {self.here}"

    def go(self, words: str, group: str = "", kind: str = "") -> None:
        """Move on until the focus is on what is called `words`, in the group of that name where one is given."""
        for _ in range(FARTHEST):
            self.next()
            if (
                self.here["words"].startswith(words)
                and self.here["group"].startswith(group)
                and kind in {"", self.here["kind"]}
            ):
                return
        raise AssertionError(f"No key leads to {words!r} on {self.page.url}")

    def follow(self, href: str) -> None:
        """Move on to the link that leads there, press Enter, and wait for the page."""
        for _ in range(FARTHEST):
            self.next()
            if self.here["href"] == href:
                return self.enter()
        raise AssertionError(f"No key leads to {href} on {self.page.url}")

    def skip(self) -> None:
        """Skip what stands on every page, unless the page begins further down: at what was done, or at its `#part`."""
        self.next()
        if self.here["words"] == "Skip to main content":
            self.next("Enter")
        else:
            self.arrived = True

    def write(self, words: str, text: str, group: str = "") -> None:
        """Go to a field and type."""
        self.go(words, group)
        self.page.keyboard.type(text)

    def choose(self, words: str, group: str = "") -> None:
        """Go to a group of radios and choose one by the arrows."""
        for _ in range(FARTHEST):
            self.next()
            if self.here["kind"] == "radio" and self.here["group"].startswith(group):
                break
        self.page.keyboard.press("Space")
        self.here = self.page.evaluate(HERE)
        for _ in range(20):
            if self.here["words"].startswith(words):
                assert self.here["checked"]
                return
            self.next("ArrowDown")
        raise AssertionError(f"No arrow leads to {words!r} on {self.page.url}")

    def press(self, words: str, *, kind: str = "") -> None:
        """Go to a button or a link, press Enter, and wait for the page that answers."""
        self.go(words, kind=kind)
        self.enter()

    def enter(self) -> None:
        """Press Enter where the focus is, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill_all(self, until: str, text: str) -> None:
        """Answer whatever comes, field by field, until the button of this name; then press it."""
        for _ in range(FARTHEST):
            self.next()
            kind = self.here["kind"]
            if kind == "button" and self.here["words"] == until:
                return self.enter()
            if kind in {"text", "textarea"} and not self.here["value"]:
                self.page.keyboard.type(text)
            if kind == "radio" and not self.here["anyChecked"]:
                self.page.keyboard.press("ArrowUp")  # round to the last: the best score, which worries nobody
            if kind == "checkbox" and not self.here["checked"]:
                self.page.keyboard.press("Space")
        raise AssertionError(f"No key leads to {until!r} on {self.page.url}")
