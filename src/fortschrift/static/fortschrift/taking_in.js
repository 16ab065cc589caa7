// Shows only the questions that belong to what the file is: a proposal needs no name of a version.
// Without this script all questions are there, and those that do not apply stay unanswered.

const ways = document.querySelectorAll('input[name="way"]');
const ofVersions = ["label", "status", "happened", "completeness", "begin_draft"];

function fieldOf(name) {
  return document.querySelector(`[name="${name}"]`)?.closest(".fs-field");
}

function show() {
  const isAmending = document.querySelector('input[name="way"]:checked')?.value === "amending";
  for (const name of ofVersions) fieldOf(name)?.toggleAttribute("hidden", isAmending);
  fieldOf("reason")?.toggleAttribute("hidden", !isAmending);
  for (const each of document.querySelectorAll("[data-of]"))
    each.toggleAttribute("hidden", (each.dataset.of === "amending") !== isAmending);
}

for (const way of ways) way.addEventListener("change", show);
if (ways.length) show();
