// The outline in fields: shows how numbers will look while a pattern is typed, and asks before
// typed words are left behind.  Without it the buttons do the same with a page more.

const WAIT = 300;
const form = document.querySelector("form[data-outline]");

if (form) {
  let timer = 0;
  let asked = 0;
  let changed = form.querySelector("#wirkung") !== null;

  const sample = async () => {
    const number = (asked += 1);
    const data = new FormData(form);
    data.set("schritt", "muster");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data });
      if (!answer.ok || number !== asked) return;
      for (const [id, words] of Object.entries(await answer.json())) {
        const output = document.getElementById(`muster-${id}`);
        if (output) output.textContent = words || output.dataset.none;
      }
    } catch {
      // No answer: the sample stays as it was, the preview shows it anyway.
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(sample, WAIT);
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
