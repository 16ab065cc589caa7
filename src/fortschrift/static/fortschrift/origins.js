/* Woher kommt dieser Text? Asks the page of a passage for its origin and shows it in a panel.
 *
 * Without this script the sign behind each passage is a link to that page. With it
 * - a click on the sign, or on the words themselves, opens the panel;
 * - the signs are one stop of the Tab key, arrows go from passage to passage;
 * - Escape closes the panel and leads back to where one was;
 * - the words are marked in the text by the operation they come from. */
const text = document.querySelector("[data-origins]");
const panel = document.querySelector("[data-origin-panel]");
const PASSAGE = "p, li, td, th, caption, .fs-node__heading";

if (text && panel && window.htmx) {
  const target = panel.querySelector("[data-origin-target]");
  const failed = panel.querySelector("[data-origin-failed]");
  const signs = [...text.querySelectorAll(".fs-origin")];
  let asked = null;

  const tabStop = (sign) => {
    for (const each of signs) each.tabIndex = each === sign ? 0 : -1;
  };

  const passageOf = (sign) => sign.closest(PASSAGE);

  const open = async (sign, { focus }) => {
    leave();
    asked = sign;
    tabStop(sign);
    sign.setAttribute("aria-expanded", "true");
    passageOf(sign).classList.add("is-asked");
    failed.hidden = true;
    failed.querySelector("a").href = sign.href;
    target.replaceChildren();
    if (!panel.open) panel.show();
    try {
      await window.htmx.ajax("GET", sign.href, { target, swap: "innerHTML" });
    } catch {
      // said below: what was asked for did not come
    }
    if (asked !== sign) return;
    const title = target.querySelector("#herkunft-titel");
    failed.hidden = Boolean(title);
    mark(sign);
    reveal(sign);
    if (focus && title) title.focus();
  };

  const leave = () => {
    if (!asked) return;
    asked.setAttribute("aria-expanded", "false");
    passageOf(asked).classList.remove("is-asked");
    if (window.CSS && CSS.highlights) CSS.highlights.clear();
  };

  /* On a phone the panel covers the foot of the page: bring the passage above it. */
  const reveal = (sign) => {
    const passage = passageOf(sign).getBoundingClientRect();
    const covered = panel.getBoundingClientRect();
    const below = covered.top > 1 && passage.bottom > covered.top;
    if (below || passage.top < 0) passageOf(sign).scrollIntoView({ block: "start" });
  };

  /* Mark the words by source with the browser's own highlights, which change nothing in the page. */
  const mark = (sign) => {
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    const stretches = [...target.querySelectorAll(".fs-whence__words > p:not(:has(.fs-soft)) .fs-stretch")];
    if (new Set(stretches.map((each) => each.dataset.source)).size < 2) return;
    const pieces = wordsIn(passageOf(sign));
    let at = 0;
    const found = new Map();
    for (const stretch of stretches) {
      const words = stretch.querySelector(".fs-stretch__number")
        ? [...stretch.childNodes].filter((node) => !node.classList?.contains("fs-stretch__number")).map((node) => node.textContent).join("")
        : stretch.textContent;
      const range = rangeOf(pieces, at, at + words.length);
      at += words.length;
      if (!range) continue;
      const name = `origin-${Math.min(Number(stretch.dataset.source), 4)}`;
      found.set(name, [...(found.get(name) || []), range]);
    }
    for (const [name, ranges] of found) CSS.highlights.set(name, new Highlight(...ranges));
  };

  const wordsIn = (passage) => {
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.parentElement.closest(".fs-call, .fs-permalink, .fs-origin, .fs-node__number, .fs-list .fs-list, .kern-sr-only")
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    });
    const pieces = [];
    let start = 0;
    while (walker.nextNode()) {
      pieces.push({ node: walker.currentNode, start });
      start += walker.currentNode.length;
    }
    return pieces;
  };

  const rangeOf = (pieces, start, end) => {
    const first = pieces.findLast((piece) => piece.start <= start);
    const last = pieces.findLast((piece) => piece.start < end);
    if (!first || !last || end - last.start > last.node.length) return null;
    const range = document.createRange();
    range.setStart(first.node, start - first.start);
    range.setEnd(last.node, end - last.start);
    return range;
  };

  text.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const sign = event.target.closest(".fs-origin");
    if (sign) {
      event.preventDefault();
      open(sign, { focus: true });
      return;
    }
    // Words are also there to be read, marked and followed: only a bare click on them asks.
    if (event.target.closest("a, button, summary, .fs-margin") || !getSelection().isCollapsed) return;
    const own = event.target.closest(PASSAGE)?.querySelector(":scope > .fs-origin");
    if (own) open(own, { focus: false });
  });

  text.addEventListener("keydown", (event) => {
    const here = signs.indexOf(event.target);
    if (here < 0) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const next = step ? signs[here + step] : { Home: signs[0], End: signs.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    tabStop(next);
    next.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) panel.close();
  });

  panel.addEventListener("close", () => {
    const sign = asked;
    leave();
    asked = null;
    if (sign) sign.focus();
  });

  for (const sign of signs) {
    sign.setAttribute("aria-haspopup", "dialog");
    sign.setAttribute("aria-expanded", "false");
  }
  tabStop(signs[0]);
  text.classList.add("is-ready");
}
