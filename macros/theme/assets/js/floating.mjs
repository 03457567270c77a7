// @ts-check
// Where a small box is put beside the word that opened it: inside the window, at 360 px as well.

const EDGE = 8;
const GAP = 6;
/** A box with less height than this shows nothing: then it is put over the edge instead. */
const LEAST = 80;

/**
 * @param {HTMLElement} box
 * @param {Element} anchor
 */
export function place(box, anchor) {
  const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const height = window.innerHeight;
  Object.assign(box.style, { left: "0px", top: "0px", maxHeight: "" });
  let size = box.getBoundingClientRect();
  const left = Math.min(Math.max(EDGE, at.left - 16), Math.max(EDGE, width - EDGE - size.width));
  const header = document.querySelector(".md-header");
  const start = Math.max(EDGE, header ? header.getBoundingClientRect().bottom + 2 : 0);
  const below = height - EDGE - at.bottom - GAP;
  const above = at.top - GAP - start;
  // Below the word where it fits, else on the side with more room, and no higher than that: it must
  // never cover what has the focus (WCAG 2.2, 2.4.11).
  const under = size.height <= below || (size.height > above && below >= above);
  const space = under ? below : above;
  if (size.height > space && space >= LEAST) {
    box.style.maxHeight = `${space}px`;
    size = box.getBoundingClientRect();
  }
  const top = under ? at.bottom + GAP : at.top - GAP - size.height;
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(start, Math.min(top, height - EDGE - size.height))}px`;
}

/**
 * Runs `move` once a frame while the page scrolls or changes its size.
 * @param {() => void} move
 */
export function follow(move) {
  let waiting = false;
  const ask = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        move();
      });
    }
  };
  window.addEventListener("scroll", ask, { passive: true, capture: true });
  window.addEventListener("resize", ask);
}
