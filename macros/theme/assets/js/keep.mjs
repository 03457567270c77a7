// @ts-check
// The dialog in which a reader keeps the handbook, renews it or removes it, and the line that says
// that the web has a newer one.

import { all, button, make, one } from "./dom.mjs";
import { dayInWords, keptCopy, mistakesSince, named, noteMistakes } from "./kept.mjs";
import { bytesToFetch, filesOf, keep, newestEdition, NotKept, remove } from "./keeping.mjs";
import { say } from "./words.mjs";

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const offer = /** @type {HTMLElement} */ (one(".keep-offer"));
const root = new URL("../../", script.src).href;
const touched = matchMedia("(pointer: coarse)").matches;
const small = touched && Math.min(screen.width, screen.height) < 600;
const device = small ? say("this phone") : say("this device");

/** @param {number} bytes */
const size = (bytes) => `${Math.max(bytes / 1e6, 0.1).toFixed(1)} MB`;

/** @param {unknown} error */
function explained(error) {
  if (error instanceof NotKept) {
    return error.message;
  }
  if (error instanceof DOMException && error.name === "QuotaExceededError") {
    return say("There is too little space left for it.");
  }
  return say("The network is gone, or the browser does not allow it.");
}

class Dialog {
  constructor() {
    this.title = make("h2", "");
    this.title.id = "keep-title";
    this.body = make("div", "keep-body");
    this.said = make("p", "keep-said");
    this.said.setAttribute("role", "status");
    this.node = make("dialog", "keep md-typeset", this.title, this.body, this.said);
    this.node.setAttribute("aria-labelledby", this.title.id);
    // A download that was given up leaves nothing.
    this.node.addEventListener("close", async () => {
      if (!this.busy && !(await keptCopy(root))) {
        await remove(root);
      }
    });
    this.node.addEventListener("cancel", (event) => this.busy && event.preventDefault());
    this.busy = false;
    document.body.append(this.node);
  }

  async open() {
    this.title.textContent = say("Read without a network");
    this.body.replaceChildren(make("p", "", say("Asking how large it is …")));
    this.said.textContent = "";
    this.node.showModal();
    await this.look();
  }

  /** What is kept, what the web has, and what can be done. */
  async look() {
    const kept = await keptCopy(root);
    const closing = button("", say("Close"), () => this.node.close());
    try {
      const edition = await newestEdition(root);
      if (kept) {
        await noteMistakes(root, edition);
      }
      const files = await filesOf(root, edition);
      if (kept?.edition.id === edition.id) {
        this.show(
          [keptWords(kept.edition), say("It is the newest version.")],
          [this.removing(), closing],
        );
      } else {
        const mb = size(bytesToFetch(files, kept));
        const press = kept
          ? say("Update ({size})", { size: mb })
          : say("Keep it on {device} ({size})", { device, size: mb });
        const going = button("md-button md-button--primary", press, () =>
          this.fetch(edition, files, press),
        );
        const words = kept
          ? [
              keptWords(kept.edition),
              say("A newer version is there: {version}.", { version: named(edition) }),
            ]
          : [
              say("All pages, drawings and the search are kept on {device}: {size}.", {
                device,
                size: mb,
              }),
              say("You can then read and search without a network. It can be removed at any time."),
              say("Links to other sites and the files of references still need a network."),
            ];
        this.show(words, [going, ...(kept ? [this.removing()] : []), closing]);
      }
    } catch (error) {
      const words = kept ? [keptWords(kept.edition)] : [];
      this.show([...words, explained(error)], [...(kept ? [this.removing()] : []), closing]);
    }
  }

  /**
   * @param {string[]} words
   * @param {HTMLElement[]} buttons
   */
  show(words, buttons) {
    buttons.forEach((one) => one.classList.add("md-button"));
    const row = make("p", "keep-buttons", ...buttons);
    this.body.replaceChildren(...words.map((text) => make("p", "", text)), row);
    if (this.node.open) {
      buttons[0].focus();
    }
  }

  /**
   * @param {import("./kept.mjs").Edition} edition
   * @param {import("./kept.mjs").Files} files
   * @param {string} again the words on the button, should it break off
   */
  async fetch(edition, files, again) {
    const bar = make("progress", "");
    bar.max = edition.bytes;
    bar.setAttribute("aria-label", say("How much is there"));
    const rest = make("p", "", say("Stay on this page until it is done."));
    this.body.replaceChildren(rest, bar);
    this.said.textContent = say("Fetching …");
    this.busy = true;
    try {
      await keep(root, edition, files, (done) => (bar.value = done));
      this.busy = false;
      const add = say("The browser's menu can put it on your home screen, too.");
      const closing = button("", say("Close"), () => this.node.close());
      this.show([keptWords(edition), ...(small ? [add] : [])], [closing, this.removing()]);
      this.said.textContent = say("Done. All of it is on {device}.", { device });
      all(".copy-news").forEach((line) => line.remove());
    } catch (error) {
      this.busy = false;
      const retry = button("md-button--primary", again, () => this.fetch(edition, files, again));
      this.show([explained(error)], [retry, button("", say("Close"), () => this.node.close())]);
      this.said.textContent = say("It broke off. Nothing was changed.");
    }
  }

  removing() {
    return button("", say("Remove it from {device}", { device }), async () => {
      await remove(root);
      this.show(
        [say("Nothing is kept on {device} any more.", { device })],
        [button("", say("Close"), () => this.node.close())],
      );
    });
  }
}

/** @param {import("./kept.mjs").Edition} edition */
const keptWords = (edition) =>
  say("Kept on {device}: the handbook of {version}.", { device, version: named(edition) });

/** On a page: that the web has a newer version than this device, and whether that is pressing. */
async function announce() {
  const kept = await keptCopy(root);
  if (!kept) {
    return;
  }
  const newest = await newestEdition(root).catch(() => null);
  if (!newest) {
    return;
  }
  await noteMistakes(root, newest);
  if (newest.id === kept.edition.id) {
    return;
  }
  const wrong = await mistakesSince(root, kept);
  const line = make(
    "p",
    "copy-news",
    `${say("A newer version is there than the copy on {device}.", { device })} `,
  );
  line.setAttribute("role", "status");
  if (wrong.length) {
    const days = wrong.map((one) => `${dayInWords(one.until)}: ${one.because}`);
    const words = `${say("What could do harm was taken back since.")} ${days.join(" ")} `;
    line.append(make("strong", "", words));
  }
  line.append(button("md-button", say("Update"), () => dialog.open()));
  const place = one(".copy-note") ?? one("article h1");
  place?.after(line);
}

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("../css/keep.css", script.src).href;
const dialog = new Dialog();
one("button", offer)?.addEventListener("click", () => dialog.open());
style.addEventListener("load", () => {
  if (script.dataset.open === "true") {
    dialog.open();
  }
});
document.head.append(style);
announce();
