// @ts-check
// What runs on every page, after the theme's own script.

import "./aging.mjs";
import "./citations.mjs";
import "./citing.mjs";
import "./copying.mjs";
import "./help.mjs";
import "./linking.mjs";
import "./paper-help.mjs";
import "./offering.mjs";
import "./recalling.mjs";
import "./printing.mjs";
import "./reporting.mjs";
import "./revealing.mjs";
import "./search.mjs";
import "./tables.mjs";
import "./terms.mjs";

// From here on boxes are opened by scripts, no longer by style sheets alone.
document.documentElement.classList.add("js");
