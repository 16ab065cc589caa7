// Keeps what is typed at an element on the server while one types, and says so.

const form = document.querySelector("form[data-writing]");
if (form) watch(form);

function watch(form) {
  const state = form.querySelector("[data-state]");
  const pause = 1200;
  const again = 5000;
  let timer = null;
  let isKept = true;
  let sending = null;
  let failed = false;
  let told = "";

  form.addEventListener("input", () => {
    isKept = false;
    form.dataset.dirty = "";
    state.textContent = state.dataset.changed;
    later(pause);
  });
  // Who leaves takes nothing along: what is typed is sent behind them. Only where that failed, or is
  // more than a browser sends from a page that is gone, they are asked first.
  addEventListener("beforeunload", (event) => {
    if (!isKept && (failed || size(form) > 60_000)) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    if (!isKept) send(true);
  });
  form.addEventListener("submit", () => {
    isKept = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && !isKept) keep();
  });

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(keep, milliseconds);
  }

  async function keep() {
    if (sending) {
      await sending;
      return later(pause);
    }
    isKept = true;
    sending = send();
    const said = await sending;
    sending = null;
    failed = said !== "kept";
    if (!failed) {
      if (isKept) state.textContent = `${state.dataset.kept} ${new Date().toLocaleTimeString("de", { hour: "2-digit", minute: "2-digit" })}. ${told}`.trim();
    } else {
      isKept = false;
      state.textContent = state.dataset[said] ?? said;
      later(again);
    }
  }

  async function send(isLeaving = false) {
    const body = new FormData(form);
    // A new sign-in in another tab has a new token, which the cookie knows.
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
    try {
      const answer = await fetch(form.dataset.keep, {
        method: "POST", body, redirect: "manual", keepalive: isLeaving,
        headers: token ? { "X-CSRFToken": token } : {},
      });
      if (answer.status === 204 || answer.status === 200) {
        // Words come where another window has kept something else.
        told = await answer.text();
        return "kept";
      }
      if (answer.type === "opaqueredirect" || answer.status === 403) return "ended";
      return answer.status === 422 ? await answer.text() : "failed";
    } catch {
      return "failed";
    }
  }
}

// About how many characters the fields hold.
function size(form) {
  let sum = 0;
  for (const value of new FormData(form).values()) sum += String(value).length;
  return sum;
}
