import type { AppLoadContext } from "@remix-run/cloudflare";
import { CADENCES, MAX_SAVED_SEARCHES } from "#app/domain/alerts/alert.ts";
import { SearchName } from "#app/domain/saved-searches/saved-search.ts";
import { seeOther, unprocessable } from "#app/http/answers.ts";
import { type Fields, parseForm } from "#app/http/forms.ts";
import { paths } from "#app/paths.ts";
import { changeCadence, markResultsSeen, restoreSearch } from "#app/services/saved-searches/saved-searches.ts";
import { deleteSavedSearch, renameSavedSearch } from "#db/accounts/saved-searches/saved-searches.ts";
import { nameField, searchNumber } from "./numbers.ts";

/** The actions on a saved search. The field `action` of a form names the action, `recherche` the saved search. */
export async function changeSearch(context: AppLoadContext, candidateId: number, fields: Fields) {
  const owned = { id: searchNumber(fields.get("recherche")), candidateId };
  const done = (what: string) => seeOther(`${paths.savedSearches()}?fait=${what}&recherche=${owned.id}`);
  // The saved search was deleted in another window. The list shows that.
  const gone = () => seeOther(`${paths.savedSearches()}?fait=disparue`);
  switch (fields.get("action")) {
    case "relancer": {
      const seen = await markResultsSeen(context, owned);
      return seen === null ? gone() : seeOther(`${paths.savedSearch(owned.id)}?depuis=${seen}`);
    }
    case "alerte": {
      const cadence = CADENCES.find(({ code }) => code === fields.get("cadence"))?.code ?? null;
      return (await changeCadence(context, owned, cadence, context.now)) ? done("alerte") : gone();
    }
    case "renommer": {
      const form = parseForm(SearchName, fields);
      if (!form.ok) return unprocessable({ [nameField(owned.id)]: form.errors.name ?? "" }, form.typed);
      return (await renameSavedSearch(context.accounts, owned, form.values.name)) ? done("renommee") : gone();
    }
    case "supprimer":
      return (await deleteSavedSearch(context.accounts, owned, context.now)) ? done("supprimee") : gone();
    case "annuler": {
      const restored = await restoreSearch(context, owned);
      if (restored === "gone") return gone();
      return restored === "restored" ? done("retablie") : unprocessable({ form: FULL }, {});
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

const FULL = `Vous avez à nouveau ${MAX_SAVED_SEARCHES} recherches : supprimez-en une autre pour retrouver celle-ci.`;
