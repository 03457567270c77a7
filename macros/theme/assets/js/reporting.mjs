// @ts-check
// Beside a heading, under the mouse: the form for a mistake, with the section filled in. By
// keyboard the same form is at the foot of the page, so that it is no second stop at each heading.

import { all, link, one, targetOf } from "./dom.mjs";
import { say } from "./words.mjs";

const form = one("a.tell-us-form");

/**
 * @param {Element} heading
 * @param {string} address of the form
 */
function offer(heading, address) {
  const words = [...heading.childNodes]
    .filter((node) => !(node instanceof Element && node.matches(".headerlink")))
    .map((node) => node.textContent)
    .join("")
    .trim();
  const filled = new URL(address);
  const page = filled.searchParams.get("page") ?? "";
  filled.searchParams.set(
    "page",
    say("{page}, section “{section}” (#{anchor})", { page, section: words, anchor: heading.id }),
  );
  const tell = link(filled.href, say("Tell us"));
  tell.className = "tell-link";
  tell.tabIndex = -1;
  tell.title = say("Something wrong in this section? Tell us");
  heading.append(tell);
}

// The same links are in the list of contents: at the headings they are for the mouse.
all(".headerlink").forEach((permalink) => (permalink.tabIndex = -1));

if (form instanceof HTMLAnchorElement) {
  document.addEventListener("pointerover", (event) => {
    const heading = targetOf(event)?.closest("article :is(h2, h3)[id]");
    if (heading && !one(".tell-link", heading)) {
      offer(heading, form.href);
    }
  });
}
