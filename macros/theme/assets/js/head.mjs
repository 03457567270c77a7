// @ts-check
// What runs before the theme's own script.

import "./alternates.mjs";
import "./header.mjs";
import "./later.mjs";
