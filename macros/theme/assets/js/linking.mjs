// @ts-check
// The HTML that another site needs to link here, to be copied. The address is always that of the
// web, in the offline copy as well.

import { copy } from "./copying.mjs";
import { button, link, make, one } from "./dom.mjs";

const ID = "link-here-html";
const leaf = one(".leaf");
const { name: site = "", about = "" } = /** @type {any} */ (globalThis).handbook ?? {};
const { address = "", name = site } = leaf?.dataset ?? {};

/** The link with the page's summary and the site's name. */
function snippet() {
  const title = name.startsWith(`${site}: `) ? name.slice(site.length + 2) : name;
  const summary = one("meta[name=description]")?.getAttribute("content") ?? "";
  const words = summary && summary !== about ? `: ${summary}` : "";
  const own = title === site ? "" : ` (${site})`;
  return make("p", "", link(address, title), `${words}${own}`).outerHTML;
}

if (leaf && address) {
  const label = make("label", "", "HTML for a page of resources. Copy it all.");
  label.htmlFor = ID;
  const area = make("textarea", "", snippet());
  Object.assign(area, { id: ID, rows: 4, readOnly: true, spellcheck: false });
  const status = make("span", "");
  status.setAttribute("role", "status");
  const press = button("copy-button", "Copy", async () => {
    status.textContent = await copy(area.value, area);
  });
  const summary = make("summary", "", "Link to this page");
  leaf.after(make("details", "link-here", summary, label, area, make("p", "", press, " ", status)));
}
