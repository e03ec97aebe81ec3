// What belongs to a radio shows while it is chosen. The design system's own script also sets aria-expanded, which a radio may
// not carry; what is revealed follows the radio in reading order, so nothing need be announced.

export function revealByRadios(root) {
  const update = () => {
    for (const radio of root.querySelectorAll("input[type=radio][data-aria-controls]")) {
      const revealed = document.getElementById(radio.dataset.ariaControls);
      revealed?.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
    }
  };
  root.addEventListener("change", (event) => event.target.matches("input[type=radio]") && update());
  window.addEventListener("pageshow", update); // the browser may restore a choice of its own
  update();
}
