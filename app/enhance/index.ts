import { autosave } from "./autosave.ts";
import { cleanAddresses } from "./clean-addresses.ts";
import { closeMenus } from "./close-menus.ts";
import { countContacts } from "./count-contacts.ts";
import { filterLists } from "./filter-list.ts";
import { freeChoices } from "./free-choices.ts";
import { keepOffers } from "./keep-offers.ts";
import { liveResults } from "./live-results.ts";
import { pageActions } from "./page-actions.ts";
import { pasteText } from "./paste-text.ts";
import { showPasswords } from "./show-passwords.ts";
import { suggestKeywords } from "./suggestions.ts";
import { uploadProgress } from "./upload-progress.ts";

// The scripts of the public and private pages. Every page works without them, so each is silent when it fails.
for (const enhance of [
  autosave,
  cleanAddresses,
  closeMenus,
  countContacts,
  filterLists,
  freeChoices,
  liveResults,
  keepOffers,
  pageActions,
  pasteText,
  showPasswords,
  suggestKeywords,
  uploadProgress,
]) {
  try {
    enhance();
  } catch {
    // The page works without this script.
  }
}
