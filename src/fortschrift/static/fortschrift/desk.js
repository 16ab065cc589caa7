// The structure of a draft by keyboard and mouse. Everything here is a plain form as well: the script
// sends the same posts, exchanges what they change, and keeps the focus where it was.

const desk = document.getElementById("schreibtisch");
const voice = document.getElementById("ansage");
//: What an act on the structure changes; what is being typed stays as it is.
const PARTS = ["#gliederung", "#werkzeuge", ".fs-page-header"];

const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "outdent", ArrowRight: "indent" };

if (desk) {
  prepare();
  desk.addEventListener("keydown", press);
  document.addEventListener("submit", submitted);
  desk.addEventListener("dragstart", begin);
  desk.addEventListener("dragover", over);
  desk.addEventListener("dragleave", (event) => event.target.closest?.(".fs-structure__row")?.removeAttribute("data-drop"));
  desk.addEventListener("drop", dropped);
  desk.addEventListener("dragend", () => mark(null));
}

function prepare() {
  for (const each of desk.querySelectorAll("[data-script]")) each.hidden = false;
  for (const row of desk.querySelectorAll(".fs-structure__item > .fs-structure__row")) row.draggable = true;
}

const rows = () => [...desk.querySelectorAll(".fs-structure__row")].filter((row) => row.offsetParent);
const slugOf = (row) => row?.closest(".fs-structure__item")?.dataset.node;

// ---- keys

function press(event) {
  const row = event.target.closest?.(".fs-structure__row");
  const step = STEPS[event.key];
  if (!row || !step || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.altKey) {
    event.preventDefault();
    if (slugOf(row)) send(slugOf(row), { step });
  } else if (step === "up" || step === "down") {
    event.preventDefault();
    const all = rows();
    all[all.indexOf(row) + (step === "up" ? -1 : 1)]?.focus();
  }
}

// ---- mouse

let dragged = null;

function begin(event) {
  const row = event.target.closest?.(".fs-structure__row");
  if (!slugOf(row)) return;
  dragged = slugOf(row);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.textContent.trim());
}

function over(event) {
  const row = event.target.closest?.(".fs-structure__row");
  if (!dragged || !slugOf(row) || row.closest(`[data-node="${dragged}"]`)) return;
  event.preventDefault();
  mark(row, where(event, row));
}

// The upper and lower quarter of a row lead beside it, the middle below it.
function where(event, row) {
  const box = row.getBoundingClientRect();
  const part = (event.clientY - box.top) / box.height;
  if (part < 0.3) return "before";
  return part > 0.7 ? "after" : "below";
}

function mark(row, place) {
  for (const each of desk.querySelectorAll("[data-drop]")) if (each !== row) each.removeAttribute("data-drop");
  if (row) row.dataset.drop = place;
  else dragged = null;
}

function dropped(event) {
  const row = event.target.closest?.(".fs-structure__row");
  if (!dragged || !row?.dataset.drop) return;
  event.preventDefault();
  send(dragged, { target: slugOf(row), where: row.dataset.drop });
  mark(null);
}

// ---- sending

function submitted(event) {
  const button = event.submitter;
  if (!button?.hasAttribute("data-step")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const form = new FormData();
  for (const name of ["csrfmiddlewaretoken", "base"]) form.set(name, document.querySelector(`#schritt [name=${name}]`).value);
  form.set("step", button.value);
  post(button.formAction, form, button.id);
}

function send(slug, fields) {
  const template = document.getElementById("schritt");
  const form = new FormData(template);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  post(template.action.replace("platzhalter", slug), form, `g-${slug}`);
}

async function post(url, body, focus) {
  desk.setAttribute("aria-busy", "true");
  try {
    const here = document.getElementById("schreiben")?.action;
    const answer = await fetch(url, { method: "POST", body });
    // The answer is the page of the element that was moved; what is shown is that of this one.
    const page = here && answer.url.split("#")[0] !== here ? await fetch(location.href.split("#")[0]) : null;
    const moved = read(await answer.text());
    exchange(here ? (page ? read(await page.text()) : moved) : read(await (await fetch(location.href.split("#")[0])).text()), moved);
  } catch {
    location.reload();
    return;
  }
  desk.removeAttribute("aria-busy");
  const target = document.getElementById(focus);
  (target?.disabled ? document.querySelector("#werkzeuge [data-step]:not(:disabled)") : target)?.focus();
}

const read = (html) => new DOMParser().parseFromString(html, "text/html");

function exchange(fresh, told) {
  const open = new Set([...desk.querySelectorAll("details[data-branch][open]")].map((each) => each.dataset.branch));
  for (const part of PARTS) {
    const old = document.querySelector(part);
    const replacement = fresh.querySelector(part);
    if (old && replacement) old.replaceWith(document.adoptNode(replacement));
  }
  for (const branch of desk.querySelectorAll("details[data-branch]")) if (open.has(branch.dataset.branch)) branch.open = true;
  const writing = document.getElementById("schreiben");
  const base = document.querySelector("#schritt [name=base]");
  // What is typed belongs to the text it was begun on; the server brings the two together.
  if (writing && base && !("dirty" in writing.dataset)) writing.querySelector("[name=base]").value = base.value;
  say(told.querySelector(".fs-messages"));
  prepare();
}

function say(messages) {
  document.querySelector(".fs-messages")?.remove();
  if (!messages) return;
  const words = document.adoptNode(messages);
  words.removeAttribute("role");
  document.querySelector(".fs-page-header").before(words);
  voice.textContent = words.textContent.replace(/\s+/g, " ").trim();
}

