// @ts-check
// A copy that is read without a network does not change. When it has grown old, it says so.

import { all, make } from "./dom.mjs";
import { say } from "./words.mjs";

const OLD = 180; // days
const DAY = 86_400_000; // milliseconds

for (const note of all(".copy-note[data-day]")) {
  const age = Math.floor((Date.now() - Date.parse(note.dataset.day ?? "")) / DAY);
  if (age > OLD) {
    const months = Math.floor(age / 30.4);
    note.append(
      " ",
      make("strong", "", say("It is {number} months old: get a newer one.", { number: months })),
    );
  }
}
