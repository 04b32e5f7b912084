import { cleanAddresses } from "./clean-addresses.ts";
import { closeMenus } from "./close-menus.ts";
import { countContacts } from "./count-contacts.ts";
import { enhance } from "./enhance.ts";
import { filterLists } from "./filter-list.ts";
import { freeChoices } from "./free-choices.ts";
import { keepOffers } from "./keep-offers.ts";
import { liveResults } from "./live-results.ts";
import { pageActions } from "./page-actions.ts";
import { showPasswords } from "./show-passwords.ts";
import { suggestKeywords } from "./suggestions.ts";
import { uploadProgress } from "./upload-progress.ts";

// The scripts of the public and private pages. The form of a recruiter has more of its own (`draft-form/`).
enhance([
  cleanAddresses,
  closeMenus,
  countContacts,
  filterLists,
  freeChoices,
  liveResults,
  keepOffers,
  pageActions,
  showPasswords,
  suggestKeywords,
  uploadProgress,
]);
