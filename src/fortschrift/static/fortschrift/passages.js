// The rich editor for the passages of an element: Tiptap, with an identity on each block.
//
// The identity (`data-node`) is a hint for the server, which checks it. A block that is split keeps
// it on its first part only; what is pasted brings none along.

const field = document.querySelector("[data-passages]");
if (field) start(field);

async function start(field) {
  const source = field.querySelector("[data-html]");
  const plain = field.querySelector("[data-plain]");
  const kit = await import(field.dataset.editor);
  const rich = field.querySelector("template[data-rich]").content.firstElementChild.cloneNode(true);
  plain.after(rich);
  const label = document.getElementById(rich.dataset.label);
  const editor = new kit.Editor({
    element: rich.querySelector("[data-text]"),
    injectCSS: false,
    extensions: extensions(kit, field.dataset.noteWord),
    content: source.value,
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, lang: "de" },
    },
    onUpdate() {
      source.value = editor.getHTML();
      source.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  // From here on the rich text is what is sent; the plain field would say it twice.
  source.value = editor.getHTML();
  source.disabled = false;
  plain.querySelector("textarea").disabled = true;
  plain.hidden = true;
  label.removeAttribute("for");
  label.addEventListener("click", () => editor.commands.focus());
  tools(rich, editor);
  field.dispatchEvent(new CustomEvent("passages:ready", { bubbles: true }));
}

function extensions(kit, noteWord) {
  const { Node, Mark, Extension } = kit;
  const named = ["paragraph", "bulletList", "orderedList", "listItem", "table", "tableRow", "tableCell", "tableHeader"];
  const Identity = Extension.create({
    name: "identity",
    addGlobalAttributes() {
      return [
        { types: named, attributes: { node: attribute("data-node") } },
        { types: ["table"], attributes: { caption: attribute("data-caption") } },
      ];
    },
    addProseMirrorPlugins() {
      return [once(kit)];
    },
  });
  const Cited = Mark.create({
    name: "cited",
    inclusive: false,
    excludes: "",
    addAttributes: () => ({ note: attribute("data-note") }),
    parseHTML: () => [{ tag: "span[data-note]" }],
    renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
  });
  const Note = Node.create({
    name: "note",
    group: "block",
    content: "inline*",
    defining: true,
    addAttributes: () => ({ note: attribute("data-note") }),
    parseHTML: () => [{ tag: "aside[data-note]" }],
    renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],
    addProseMirrorPlugins() {
      return [numbering(kit, noteWord)];
    },
  });
  const Kept = Node.create({
    name: "kept",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({
      kept: attribute("data-kept"),
      words: { default: "", parseHTML: (element) => element.textContent, rendered: false },
    }),
    parseHTML: () => [{ tag: "div[data-kept]" }],
    renderHTML: ({ HTMLAttributes, node }) => ["div", HTMLAttributes, node.attrs.words],
    renderText: ({ node }) => node.attrs.words,
  });
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Subscript,
    kit.Superscript, kit.Link.configure({ openOnClick: false }), kit.BulletList, kit.OrderedList,
    kit.ListItem, kit.Table, kit.TableRow, kit.TableHeader, kit.TableCell, kit.History,
    kit.Dropcursor, kit.Gapcursor, Identity, Cited, Note, Kept,
  ];
}

function attribute(name) {
  return {
    default: null,
    keepOnSplit: false,
    parseHTML: (element) => element.getAttribute(name),
    renderHTML: (attributes) => {
      const value = attributes[name.replace("data-", "")];
      return value ? { [name]: value } : {};
    },
  };
}

// A block that is split in the middle gives its attributes to both parts; the first one keeps them.
function once(kit) {
  return new kit.pm.state.Plugin({
    appendTransaction(transactions, before, { doc, tr }) {
      if (!transactions.some((each) => each.docChanged)) return null;
      const seen = new Set();
      doc.descendants((node, at) => {
        const { node: id } = node.attrs;
        if (id && seen.has(id)) tr.setNodeAttribute(at, "node", null);
        seen.add(id);
      });
      return tr.docChanged ? tr : null;
    },
  });
}

// Numbers at the words that cite a note and in front of it, in the order of the words.
function numbering(kit, word) {
  const { Plugin } = kit.pm.state;
  const { Decoration, DecorationSet } = kit.pm.view;
  return new Plugin({
    props: {
      decorations({ doc }) {
        const numbers = new Map();
        const ends = new Map();
        doc.descendants((node, at) => {
          const mark = node.marks.find((each) => each.type.name === "cited");
          if (!mark) return;
          if (!numbers.has(mark.attrs.note)) numbers.set(mark.attrs.note, numbers.size + 1);
          ends.set(mark.attrs.note, at + node.nodeSize);
        });
        const found = [...ends].map(([note, end]) =>
          Decoration.widget(end, () => call(numbers.get(note)), { side: -1, ignoreSelection: true }));
        doc.forEach((node, at) => {
          if (node.type.name !== "note") return;
          const number = numbers.get(node.attrs.note);
          found.push(Decoration.node(at, at + node.nodeSize, { "data-said": number ? `${word} ${number}` : word }));
        });
        return DecorationSet.create(doc, found);
      },
    },
  });
}

function call(number) {
  const sign = document.createElement("sup");
  sign.className = "fs-rich__call";
  sign.textContent = number;
  return sign;
}

function tools(rich, editor) {
  const buttons = [...rich.querySelectorAll("[data-do]")];
  const inTable = rich.querySelector("[data-in-table]");
  const ask = (what) => rich.querySelector(`dialog[data-ask=${what}]`);
  const chain = () => editor.chain().focus();
  const deeds = {
    bold: () => chain().toggleBold().run(),
    italic: () => chain().toggleItalic().run(),
    superscript: () => chain().unsetMark("subscript").toggleMark("superscript").run(),
    subscript: () => chain().unsetMark("superscript").toggleMark("subscript").run(),
    bulletList: () => chain().toggleBulletList().run(),
    orderedList: () => chain().toggleOrderedList().run(),
    table: () => chain().insertTable({ rows: 2, cols: 2, withHeaderRow: true }).run(),
    addRow: () => chain().addRowAfter().run(),
    addColumn: () => chain().addColumnAfter().run(),
    deleteRow: () => chain().deleteRow().run(),
    deleteColumn: () => chain().deleteColumn().run(),
    undo: () => chain().undo().run(),
    redo: () => chain().redo().run(),
    link: () => openLink(ask("link"), editor),
    caption: () => openCaption(ask("caption"), editor),
    note: () => cite(editor),
  };
  const show = () => {
    for (const button of buttons) {
      const name = { note: "cited" }[button.dataset.do] ?? button.dataset.do;
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", editor.isActive(name));
    }
    inTable.hidden = !editor.isActive("table");
  };
  for (const button of buttons) {
    // The mouse leaves the focus in the text, so that no key typed right after is lost on a button.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      deeds[button.dataset.do]();
      // At once: the editor's own command waits for a frame, and a key may come before it.
      if (!rich.querySelector("dialog[open]")) editor.view.focus();
    });
  }
  roving(buttons);
  editor.on("transaction", show);
  show();
}

// One stop in the order of Tab; the arrows lead from button to button.
function roving(buttons) {
  buttons.forEach((button, at) => { button.tabIndex = at ? -1 : 0; });
  for (const button of buttons) {
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const shown = buttons.filter((each) => each.offsetParent);
      const next = shown[(shown.indexOf(button) + step + shown.length) % shown.length];
      buttons.forEach((each) => { each.tabIndex = each === next ? 0 : -1; });
      next.focus();
    });
  }
}

function openLink(dialog, editor) {
  const input = dialog.querySelector("input");
  input.value = editor.getAttributes("link").href ?? "";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    const chain = editor.chain().focus().extendMarkRange("link");
    if (dialog.returnValue === "set" && input.value) chain.setMark("link", { href: input.value }).run();
    else if (dialog.returnValue === "unset") chain.unsetMark("link").run();
    else editor.commands.focus();
  }, { once: true });
}

function openCaption(dialog, editor) {
  const input = dialog.querySelector("input");
  input.value = editor.getAttributes("table").caption ?? "";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    const chain = editor.chain().focus();
    if (dialog.returnValue === "set") chain.updateAttributes("table", { caption: input.value.trim() || null });
    chain.run();
  }, { once: true });
}

// Lay a note on the chosen words, else on the word before the caret, and go to where it is written;
// on words that have one, take it off.
function cite(editor) {
  if (editor.isActive("cited")) {
    editor.chain().focus().extendMarkRange("cited").unsetMark("cited").run();
    return;
  }
  const range = cited(editor.state.selection);
  if (!range) return;
  const note = crypto.randomUUID ? crypto.randomUUID() : unique();
  const end = editor.state.doc.content.size;
  editor.chain().focus().setTextSelection(range).setMark("cited", { note })
    .insertContentAt(end, { type: "note", attrs: { note } }, { updateSelection: false })
    .setTextSelection(end + 1).scrollIntoView().run();
}

// Give the words to cite: what is chosen, else the word before the caret, else the one after it;
// null in a note and where no word stands.
function cited({ empty, from, to, $from }) {
  if (!$from.parent.isTextblock || $from.parent.type.name === "note") return null;
  if (!empty) return { from, to };
  const words = [...$from.parent.textBetween(0, $from.parent.content.size, " ", " ").matchAll(/[\p{L}\p{N}]+(?:[-–'’][\p{L}\p{N}]+)*/gu)];
  const word = words.filter((each) => each.index < $from.parentOffset).at(-1) ?? words[0];
  if (!word) return null;
  const start = $from.start() + word.index;
  return { from: start, to: start + word[0].length };
}

// Without TLS there is no randomUUID.
function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
