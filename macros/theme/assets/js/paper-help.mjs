// @ts-check
// On paper the way to help is no link: the boxes of the help page stand there whole. They are
// asked for when somebody prints, and at once, since printing does not wait. From a disk, where a
// page can't read another, the line on the page stays alone.

import { all, make, one } from "./dom.mjs";

/** @param {string} address */
function boxesOf(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  try {
    request.send();
  } catch {
    return [];
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const boxes = request.status === 200 ? all("article > section.admonition", page) : [];
  for (const box of boxes) {
    all("sup.cite, .headerlink, .visually-hidden", box).forEach((node) => node.remove());
    [box, ...all("[id]", box)].forEach((node) => node.removeAttribute("id"));
    box.removeAttribute("aria-labelledby");
  }
  return boxes;
}

const way = one("article .way-out a");
if (way instanceof HTMLAnchorElement && location.protocol !== "file:") {
  window.addEventListener("beforeprint", () => {
    if (!one(".paper-help")) {
      way.closest("p")?.after(make("div", "paper-help", ...boxesOf(way.href)));
    }
  });
}
