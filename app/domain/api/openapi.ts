import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { ImportParameters } from "#app/domain/imports/import-query.ts";
import { AdviceSchema, ImportReportSchema } from "#app/domain/imports/import-report.ts";
import { PostingShape } from "#app/domain/offers/posting-shape.ts";
import { PARAMETERS, type Search, SearchSchema, WHERE } from "#app/domain/search/search.ts";
import { AFTER, ApiChangesSchema, UPDATED_SINCE } from "./api-changes.ts";
import { ApiOfferSchema, ApiPageSchema, ProblemSchema } from "./api-offer.ts";

/** What each parameter of a search means, for programmers. */
export const PARAMETER_NOTES: Record<keyof Search, string> = {
  words: "Mots-clés, comme dans le formulaire : « guillemets » pour une expression, -mot pour exclure.",
  types: "Type d’offre ; plusieurs valeurs possibles.",
  level: "Niveau de diplôme ; les offres qui n’en précisent pas sont toujours comprises.",
  domains: "Domaine d’activité (code du répertoire des métiers) ; plusieurs valeurs possibles.",
  administrations: "Administration, par son nom dans les adresses ; plusieurs valeurs possibles.",
  regions: "Région (code INSEE) ; plusieurs valeurs possibles.",
  departments: "Département (code INSEE) ; plusieurs valeurs possibles.",
  countries: "Pays (ISO 3166-1 alpha-3), pour les postes à l’étranger ; plusieurs valeurs possibles.",
  titleOnly:
    "« intitule » : les mots sont dans l’intitulé, le domaine, l’employeur ou la ville, et non dans le texte seul.",
  commune: "Commune (code INSEE) où chercher, ou autour de laquelle chercher.",
  radius: "Distance autour de la commune, en kilomètres ; 0 pour la commune seule, 30 si rien n’est dit.",
  startsFrom: "Premier mois où le contrat peut commencer, AAAA-MM ; une offre sans date de début ne répond pas.",
  durations: "Durée du contrat ; plusieurs valeurs possibles.",
  conditions: "Ce que l’employeur doit avoir précisé ; plusieurs valeurs possibles, toutes exigées.",
  sort: "Tri : pertinence (avec des mots-clés), recent, debut, fin (se termine bientôt) ou distance (avec une commune).",
  page: "Page, de 1 à 500.",
};

/** What the parameters mean that are no criterion of a search. */
export const OTHER_NOTES: Record<string, string> = {
  [WHERE]: "Lieu en toutes lettres, comme dans le formulaire : commune, code postal, département, région ou pays.",
  [UPDATED_SINCE]:
    "Instant ISO 8601 : les offres qui ont changé depuis, dans l’ordre, et les références fermées. Ne se combine avec aucun critère.",
  [AFTER]: "Avec updated-since : la suite d’une page. L’en-tête Link le donne.",
};

/** The public API as an OpenAPI 3.1 document, generated from the schemas that the code validates with. */
export function openApi(siteUrl: string): Record<string, unknown> {
  const problem = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: component("Problem") } },
  });
  const json = (description: string, schema: object, headers: object = {}) => ({
    description,
    headers,
    content: { "application/json": { schema } },
  });
  const reference = { name: "reference", in: "path", required: true, schema: { type: "string" } };
  const keyed = { security: [{ key: [] }] };
  const tagged = { ETag: { description: "Le nom du contenu, pour If-None-Match", schema: { type: "string" } } };
  const unchanged = { description: "Rien n’a changé" };
  const component = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const failed = { default: problem("Le service n’a pas pu répondre") };
  return {
    openapi: "3.1.0",
    info: {
      title: "PASS",
      version: "1",
      description: "Les offres de stage et d’apprentissage de la fonction publique : recherche et publication.",
    },
    servers: [{ url: siteUrl.replace(/\/$/, "") }],
    paths: {
      "/api/v1/offres": {
        get: {
          operationId: "searchOffers",
          summary: "Rechercher des offres ouvertes, ou lire ce qui a changé depuis un instant",
          parameters: [...searchParameters(), ...otherParameters()],
          responses: {
            ...failed,
            200: json(
              "Une page de vingt offres ; avec updated-since, cent changements au plus",
              { anyOf: [component("Page"), component("Changes")] },
              { Link: { description: "Les pages voisines (RFC 8288)", schema: { type: "string" } }, ...tagged },
            ),
            304: unchanged,
            400: problem("updated-since n’est pas un instant, ou est combiné avec des critères"),
          },
        },
      },
      "/api/v1/offres/{reference}": {
        parameters: [reference],
        get: {
          operationId: "getOffer",
          summary: "Lire une offre",
          responses: {
            ...failed,
            200: json("L’offre", component("Offer"), tagged),
            304: unchanged,
            404: problem("Aucune offre n’a cette référence"),
            410: problem("L’offre n’est plus ouverte"),
          },
        },
        put: {
          operationId: "putOffer",
          summary: "Publier ou modifier une offre",
          ...keyed,
          requestBody: {
            required: true,
            content: { "application/json": { schema: component("Posting") } },
          },
          responses: {
            ...failed,
            200: json("L’offre était publiée, elle est à jour", component("Published")),
            201: json("L’offre est publiée", component("Published")),
            202: json("L’offre paraîtra à sa date de publication", component("Published")),
            400: problem("Le corps n’est pas du JSON"),
            401: problem("La clé manque ou n’est pas valable"),
            403: problem("L’offre appartient à un autre émetteur"),
            413: problem("Le corps est trop grand"),
            422: problem("L’offre ne peut pas être publiée"),
          },
        },
        delete: {
          operationId: "deleteOffer",
          summary: "Retirer une offre",
          ...keyed,
          responses: {
            ...failed,
            204: { description: "L’offre est retirée" },
            401: problem("La clé manque ou n’est pas valable"),
            403: problem("L’offre appartient à un autre émetteur"),
            404: problem("Aucune offre n’a cette référence"),
          },
        },
      },
      "/api/v1/imports": {
        post: {
          operationId: "importOffers",
          summary: "Publier un fichier d’offres, compressé ou non (Content-Encoding: gzip)",
          ...keyed,
          parameters: importParameters(),
          requestBody: {
            required: true,
            content: {
              "application/x-ndjson": { schema: { type: "string" } },
              "application/rss+xml": { schema: { type: "string" } },
            },
          },
          responses: {
            ...failed,
            200: json("Tout est écrit", component("ImportReport")),
            202: json("D’autres parties sont attendues", component("ImportReport")),
            400: problem("Le fichier ne peut pas être lu, ou un paramètre est mal formé"),
            401: problem("La clé manque ou n’est pas valable"),
            409: problem("Trop d’offres seraient retirées"),
            413: problem("Le fichier est trop grand"),
            415: problem("Cet encodage n’est pas accepté"),
          },
        },
      },
    },
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: {
        Offer: schemaOf(ApiOfferSchema),
        Page: schemaOf(ApiPageSchema),
        Changes: schemaOf(ApiChangesSchema),
        // The address says which offer it is: the body may repeat it.
        Posting: schemaOf(v.partial(PostingShape, ["reference"]), "input"),
        Problem: schemaOf(ProblemSchema),
        Published: {
          type: "object",
          properties: {
            url: { type: "string" },
            doubts: { type: "array", items: { type: "string" } },
            advice: { type: "array", items: schemaOf(AdviceSchema) },
            scheduled: { type: "boolean" },
            closedByHand: { type: "boolean" },
          },
          required: ["url", "doubts", "advice", "scheduled", "closedByHand"],
        },
        ImportReport: schemaOf(ImportReportSchema),
      },
    },
  };
}

function searchParameters(): object[] {
  const { properties = {} } = schemaOf(SearchSchema);
  // The address holds a word where the search holds a yes or no.
  properties.titleOnly = { type: "string", enum: ["intitule"] };
  return Object.entries(PARAMETERS).map(([field, name]) => {
    const key = field as keyof Search;
    return { name, in: "query", required: false, description: PARAMETER_NOTES[key], schema: properties[key] };
  });
}

function otherParameters(): object[] {
  const schemas: Record<string, object> = {
    [WHERE]: { type: "string" },
    [UPDATED_SINCE]: { type: "string", format: "date-time" },
    [AFTER]: { type: "integer" },
  };
  return Object.entries(OTHER_NOTES).map(([name, description]) => {
    return { name, in: "query", required: false, description, schema: schemas[name] };
  });
}

function importParameters(): object[] {
  const { properties = {} } = schemaOf(ImportParameters, "input");
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: false, schema }));
}

type JsonSchema = { properties?: Record<string, unknown> };

function schemaOf(schema: v.GenericSchema, typeMode: "input" | "output" = "output"): JsonSchema {
  const { $schema, ...rest } = toJsonSchema(schema, { typeMode, errorMode: "ignore", target: "draft-2020-12" });
  return rest as JsonSchema;
}
