// @ts-check
// The theme's script asks the site of each alternate address (another language, the feed) for its
// sitemap, on every page. It looks for the exact text of the attribute; one more space is no other
// meaning.

import { all } from "./dom.mjs";

for (const link of all("link[rel=alternate]")) {
  link.setAttribute("rel", "alternate ");
}
