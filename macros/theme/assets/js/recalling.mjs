// @ts-check
// A copy on a disk that is older than a day asks its site what was taken back since it was made:
// nothing else is asked, and nothing is sent along. Without a network, or an answer, it is silent.

import { make, one } from "./dom.mjs";
import { say } from "./words.mjs";

const DAY = 86_400_000; // milliseconds
const LONGEST = 10_000; // milliseconds until an answer is no longer waited for

/** @typedef {{ id: string, page: string, until: string, because: string }} Withdrawal */

const note = one(".recall-note");

/** @param {HTMLElement} at */
async function ask(at) {
  const { errata = "", known = "", page = "" } = at.dataset;
  const answer = await fetch(errata, {
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(LONGEST),
  });
  /** @type {{ withdrawn: Withdrawal[] }} */
  const { withdrawn } = await answer.json();
  const heard = new Set(known.split(" "));
  const fresh = withdrawn.filter((one) => !heard.has(one.id));
  const here = fresh.filter((one) => one.page === page);
  for (const { until, because } of here.length > 0 ? here : fresh) {
    at.append(make("p", "", `${until}: ${because}`));
  }
  if (fresh.length > 0) {
    const words =
      here.length > 0
        ? say("Something on this page was taken back since it was made.")
        : say("Something in this copy was taken back since it was made.");
    at.prepend(make("strong", "", words));
    at.append(make("p", "", say("Do not rely on this copy: get a newer one.")));
    at.hidden = false;
  }
}

const made = Date.parse(note?.dataset.day ?? "");
if (note && navigator.onLine && Date.now() - made > DAY && "timeout" in AbortSignal) {
  ask(note).catch(() => {
    // No network, or no answer: what this copy says of its own age is all there is.
  });
}
