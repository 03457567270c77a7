// @ts-check
// What runs before the theme's own script.

import "./header.mjs";
import "./later.mjs";
