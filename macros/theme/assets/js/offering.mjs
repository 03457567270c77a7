// @ts-check
// The offer to keep the handbook on this device, where the browser can. What does it is fetched
// only when somebody turns to it, or has kept the handbook.

import { one } from "./dom.mjs";

const own = document.currentScript;
const offer = one(".keep-offer");
const able =
  location.protocol !== "file:" &&
  window.isSecureContext &&
  "serviceWorker" in navigator &&
  "caches" in window;

/** @param {boolean} open whether the dialog opens at once */
function load(open) {
  const script = document.createElement("script");
  script.src = new URL("keep.js", own instanceof HTMLScriptElement ? own.src : "").href;
  script.dataset.open = String(open);
  document.head.append(script);
}

if (offer && able) {
  offer.hidden = false;
  const press = one("button", offer);
  if (navigator.serviceWorker.controller) {
    load(false);
  } else {
    press?.addEventListener("click", () => load(true), { once: true });
  }
}
