// @ts-check
// On a phone the way to help stays at the foot of the screen once it has left the top.

import { one } from "./dom.mjs";

const top = one(".way-out");
const bar = one(".way-out-bar");
if (top && bar) {
  new IntersectionObserver((entries) => {
    bar.hidden = entries.at(-1)?.isIntersecting ?? false;
  }).observe(top);
}
