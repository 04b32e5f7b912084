import { cleanAddresses } from "./clean-addresses.ts";
import { closeMenus } from "./close-menus.ts";
import { filterLists } from "./filter-list.ts";

// Each improves what already works, and is silent when it fails: no page waits for any of them.
for (const enhance of [cleanAddresses, closeMenus, filterLists]) {
  try {
    enhance();
  } catch {
    // The page works without it.
  }
}
