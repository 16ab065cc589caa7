/* From change to change: the bar says where one is, its links and Alt + arrow lead on.
 *
 * Without this script the links of the bar lead to the first change and the browser's own search
 * and the list of pages do the rest. */
const bar = document.querySelector("[data-jump]");
const laid = document.querySelector(".fs-laid");

if (bar && laid) {
  const marks = [...laid.querySelectorAll("[data-change]")];
  const where = bar.querySelector("[data-jump-where]");
  const back = bar.querySelector("[data-jump-back]");
  const on = bar.querySelector("[data-jump-on]");
  let here = -1;

  const passage = (mark) => mark.closest("[id]");

  const say = () => {
    if (here < 0) return;
    where.textContent = laid.dataset.words
      .replace("{n}", marks[here].dataset.change)
      .replace("{total}", laid.dataset.total);
  };

  const lead = (step) => {
    // Who scrolled on by hand goes on from there, not from the change visited last.
    const seen = marks.findIndex((mark) => mark.getBoundingClientRect().top > 120);
    const from = here >= 0 && inSight(marks[here]) ? here : seen - (step > 0 ? 1 : 0);
    const next = Math.min(Math.max(from + step, 0), marks.length - 1);
    go(next);
  };

  const inSight = (mark) => {
    const box = passage(mark).getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  };

  const go = (next) => {
    if (here >= 0) passage(marks[here]).classList.remove("is-here");
    here = next;
    const target = passage(marks[here]);
    target.classList.add("is-here");
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start", behavior: "instant" });
    say();
  };

  if (marks.length) {
    bar.querySelector("[data-jump-keys]").hidden = false;
    back.addEventListener("click", (event) => { event.preventDefault(); lead(-1); });
    on.addEventListener("click", (event) => { event.preventDefault(); lead(1); });
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown") { event.preventDefault(); lead(1); }
      if (event.key === "ArrowUp") { event.preventDefault(); lead(-1); }
    });
  }
}
