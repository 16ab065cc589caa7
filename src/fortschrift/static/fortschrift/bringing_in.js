// The preview is exchanged as a whole; whoever works by keyboard stays at the line that was changed.

let line = "";

function remember(event) {
  line = event.target.closest(".fs-preview__line")?.id ?? "";
}

document.addEventListener("click", remember);
document.addEventListener("change", remember);

document.addEventListener("htmx:after:swap", () => {
  const item = line ? document.getElementById(line) : null;
  item?.querySelector("select, a")?.focus({ preventScroll: true });
});
