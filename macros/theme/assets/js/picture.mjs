// @ts-check
// The card as a picture, drawn in this browser: for those who keep it on a phone and have no
// printer. Nothing is loaded and nothing is sent.

import { all, one } from "./dom.mjs";

// A bank card (ISO/IEC 7810 ID-1, 85.6 × 54 mm) at 300 dots an inch, two of them, and a gap.
const WIDTH = 1011;
const HEIGHT = 638;
const GAP = 40;
const EDGE = 36;
const NAMES = 240; // the column of names
const LARGEST = 34;
const SMALLEST = 18;

/**
 * Words in lines that are no wider than there is room.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} text
 * @param {number} width
 */
function wrapped(pen, text, width) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    let rest = line ? `${line} ${word}` : word;
    if (line && pen.measureText(rest).width > width) {
      lines.push(line);
      rest = word;
    }
    while (pen.measureText(rest).width > width && rest.length > 1) {
      let end = rest.length - 1;
      while (end > 1 && pen.measureText(rest.slice(0, end)).width > width) {
        end -= 1;
      }
      lines.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    line = rest;
  }
  return [...lines, line];
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {HTMLElement} side
 * @param {number} top
 * @param {number} size of the letters
 * @param {boolean} draw or only measure
 * @returns {number} where the text ends, below `top`
 */
function rows(pen, side, top, size, draw) {
  const font = "system-ui, Arial, sans-serif";
  const step = size * 1.25;
  let at = 96;
  /**
   * @param {string[]} lines
   * @param {number} left
   */
  const write = (lines, left) => {
    lines.forEach(
      (line, number) => draw && pen.fillText(line, left, top + at + (number + 1) * step),
    );
  };
  for (const row of all(".card-row", side)) {
    pen.fillStyle = "#3d4f57";
    pen.font = `${size}px ${font}`;
    const name = wrapped(pen, one("dt", row)?.textContent ?? "", NAMES - 16);
    write(name, EDGE);
    pen.fillStyle = "#10222a";
    pen.font = `bold ${size}px ${font}`;
    const said = wrapped(pen, one("dd", row)?.textContent ?? "", WIDTH - 2 * EDGE - NAMES);
    write(said, EDGE + NAMES);
    at += Math.max(name.length, said.length) * step + 4;
    if (draw) {
      pen.fillStyle = "#b9c6cb";
      pen.fillRect(EDGE, top + at + 4, WIDTH - 2 * EDGE, 2);
    }
  }
  const foot = one(".card-foot", side)?.textContent;
  if (foot) {
    pen.fillStyle = "#10222a";
    const lines = wrapped(pen, foot, WIDTH - 2 * EDGE);
    at += 8;
    write(lines, EDGE);
    at += lines.length * step;
  }
  return at;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {HTMLElement} side
 * @param {number} top
 * @returns {boolean} whether all of it fits
 */
function drawSide(pen, side, top) {
  const heading = one(".card-title", side);
  pen.fillStyle = "#fff";
  pen.fillRect(0, top, WIDTH, HEIGHT);
  pen.fillStyle = heading ? getComputedStyle(heading).backgroundColor : "#0f4c5c";
  pen.fillRect(0, top, WIDTH, 84);
  pen.fillStyle = "#fff";
  pen.font = "bold 38px system-ui, Arial, sans-serif";
  pen.fillText(heading?.textContent ?? "", EDGE, top + 56, WIDTH - 2 * EDGE);
  let size = LARGEST;
  while (size > SMALLEST && rows(pen, side, top, size, false) > HEIGHT - 12) {
    size -= 1;
  }
  return rows(pen, side, top, size, true) <= HEIGHT - 12;
}

/**
 * The sides of a card, one below the other, as the address of a PNG file; "" where a browser draws
 * nothing, or the text is too long.
 * @param {HTMLElement} card
 */
export function picture(card) {
  const sides = all(".card-side", card);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = sides.length * (HEIGHT + GAP) - GAP;
  const pen = canvas.getContext("2d");
  if (!pen) {
    return "";
  }
  pen.fillStyle = "#dbe4e7";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const fits = sides.map((side, number) => drawSide(pen, side, number * (HEIGHT + GAP)));
  return fits.every(Boolean) ? canvas.toDataURL("image/png") : "";
}
