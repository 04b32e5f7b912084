import type { AppLoadContext } from "@remix-run/cloudflare";
import type { SQL } from "drizzle-orm";
import * as v from "valibot";
import { SOURCE_KINDS, SOURCE_NAME, type SourceKind, sourceName } from "#app/domain/imports/sources/source.ts";
import { checkSourceUrl } from "#app/domain/imports/sources/source-url.ts";
import type { OperatorEvent } from "#app/domain/operations/operator.ts";
import { seeOther, unprocessable } from "#app/http/answers.ts";
import { type Fields, parseForm, typedOf } from "#app/http/forms.ts";
import { paths } from "#app/paths.ts";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import {
  addSource,
  findSource,
  forceSource,
  pauseSource,
  pullSourceNow,
  removeSource,
  resumeSource,
} from "#db/catalogue/operations/source-statements.ts";
import { readReason } from "../lists/read-reason.ts";

type Act = { event: OperatorEvent; statement: (name: string, now: Date) => SQL; done: string };

/** What the field `action` of a form about one source names. */
const ACTS: Record<string, Act> = {
  lire: { event: "source-pulled", statement: pullSourceNow, done: "lecture" },
  suspendre: { event: "source-paused", statement: pauseSource, done: "pause" },
  reprendre: { event: "source-resumed", statement: resumeSource, done: "reprise" },
  accepter: { event: "source-forced", statement: forceSource, done: "retraits" },
  retirer: { event: "source-removed", statement: removeSource, done: "retrait" },
};

/** What an operator does on the page of the sources. */
export async function changeSources(context: AppLoadContext, operator: Operator, fields: Fields) {
  const asked = fields.get("action") ?? "";
  if (asked === "ajouter") return add(context, operator, fields);
  const act = Object.hasOwn(ACTS, asked) ? ACTS[asked] : undefined;
  if (!act) throw new Response(null, { status: 400 });
  const { accounts, primaryCatalogue, now } = context;
  const id = fields.get("source") ?? "";
  const [known] = await primaryCatalogue.all(findSource(id));
  if (!known) return seeOther(paths.operationsSources("absente"));
  const subject = { kind: "source", id } as const;
  await noteOperatorEvent(accounts, { operator, event: act.event, subject, reason: readReason(fields) }, now);
  await primaryCatalogue.all(act.statement(id, now));
  return seeOther(paths.operationsSources(act.done));
}

const isKind = (kind: string): kind is SourceKind => Object.hasOwn(SOURCE_KINDS, kind);

const NewSource = v.object({
  url: v.pipe(v.string("Donnez l’adresse du flux."), v.trim(), v.nonEmpty("Donnez l’adresse du flux.")),
  kind: v.pipe(
    v.string("Choisissez ce que l’adresse contient."),
    v.check(isKind, "Choisissez ce que l’adresse contient."),
    v.transform((kind) => (isKind(kind) ? kind : "pass")),
  ),
  name: v.optional(v.pipe(v.string(), v.trim()), ""),
  every: v.pipe(
    v.string("Écrivez un nombre de minutes."),
    v.trim(),
    v.regex(/^[1-9]\d{0,4}$/, "Écrivez un nombre de minutes, de 1 à 99\u00a0999."),
    v.transform(Number),
  ),
  partial: v.optional(v.string()),
});

async function add({ accounts, primaryCatalogue, now }: AppLoadContext, operator: Operator, fields: Fields) {
  const typed = typedOf(fields);
  const form = parseForm(NewSource, fields);
  if (!form.ok) return unprocessable(form.errors, typed);
  const { url, kind, name: given, every: everyMinutes, partial } = form.values;
  const checked = checkSourceUrl(url);
  if ("refused" in checked) return unprocessable({ url: checked.refused }, typed);
  const name = given || sourceName(checked.url);
  if (!SOURCE_NAME.test(name)) return unprocessable({ name: NO_NAME }, typed);
  const [known] = await primaryCatalogue.all(findSource(name));
  if (known) return unprocessable({ name: `Il y a déjà une source « ${name} »\u00a0: donnez un autre nom.` }, typed);
  await noteOperatorEvent(accounts, { operator, event: "source-added", subject: { kind: "source", id: name } }, now);
  await primaryCatalogue.all(addSource({ name, url: checked.url, kind, everyMinutes, full: !partial }, now));
  return seeOther(paths.operationsSources("ajout"));
}

const NO_NAME = "Le nom est fait de lettres minuscules, de chiffres et de « - », 40 au plus.";
