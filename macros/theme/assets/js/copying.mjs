// @ts-check
// Copying for a button.

import { say } from "./words.mjs";

/** @param {HTMLElement} node */
function select(node) {
  if (node instanceof HTMLTextAreaElement) {
    node.focus();
    node.select();
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/**
 * The older way, for a page that the browser doesn't trust, such as one from a disk; where that
 * fails too, the text stays selected for Ctrl+C.
 * @param {HTMLElement} node
 */
function copySelected(node) {
  select(node);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

/**
 * @param {string} text
 * @param {HTMLElement} node what holds it
 * @returns {Promise<string>} what to say
 */
export async function copy(text, node) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return say("Copied");
    } catch {
      // Not allowed: the older way may be.
    }
  }
  return copySelected(node) ? say("Copied") : say("Selected: now press Ctrl+C");
}
