import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { ApiOfferSchema, ApiPageSchema, ProblemSchema } from "./api-offer.ts";
import { PostingShape } from "./posting.ts";
import { PARAMETERS, type Search, SearchSchema } from "./search.ts";

/** What each parameter of a search means, for who writes programs. */
export const PARAMETER_NOTES: Record<keyof Search, string> = {
  words: "Mots-clés, comme dans le formulaire : « guillemets » pour une expression, -mot pour exclure.",
  types: "Type d’offre ; plusieurs valeurs possibles.",
  level: "Niveau de diplôme ; les offres qui n’en précisent pas sont toujours comprises.",
  domains: "Domaine d’activité (code du répertoire des métiers) ; plusieurs valeurs possibles.",
  administrations: "Administration, par son nom dans les adresses ; plusieurs valeurs possibles.",
  regions: "Région (code INSEE) ; plusieurs valeurs possibles.",
  departments: "Département (code INSEE) ; plusieurs valeurs possibles.",
  countries: "Pays (ISO 3166-1 alpha-3), pour les postes à l’étranger ; plusieurs valeurs possibles.",
  sort: "Tri : pertinence (avec des mots-clés), recent ou debut.",
  page: "Page, de 1 à 500.",
};

/** The public API as an OpenAPI 3.1 document, made of the schemas that the code runs by. */
export function openApi(siteUrl: string): Record<string, unknown> {
  const problem = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  });
  const json = (description: string, schema: object, headers: object = {}) => ({
    description,
    headers,
    content: { "application/json": { schema } },
  });
  const reference = { name: "reference", in: "path", required: true, schema: { type: "string" } };
  const keyed = { security: [{ key: [] }] };
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
          summary: "Rechercher des offres ouvertes",
          parameters: searchParameters(),
          responses: {
            200: json(
              "Une page de vingt offres",
              { $ref: "#/components/schemas/Page" },
              {
                Link: { description: "Les pages voisines (RFC 8288)", schema: { type: "string" } },
                ETag: { description: "Le nom du contenu, pour If-None-Match", schema: { type: "string" } },
              },
            ),
            304: { description: "Rien n’a changé" },
          },
        },
      },
      "/api/v1/offres/{reference}": {
        parameters: [reference],
        get: {
          operationId: "getOffer",
          summary: "Lire une offre",
          responses: {
            200: json("L’offre", { $ref: "#/components/schemas/Offer" }),
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
            content: { "application/json": { schema: { $ref: "#/components/schemas/Posting" } } },
          },
          responses: {
            200: json("L’offre était publiée, elle est à jour", { $ref: "#/components/schemas/Published" }),
            201: json("L’offre est publiée", { $ref: "#/components/schemas/Published" }),
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
          summary: "Publier un fichier d’offres (voir docs/imports.md)",
          ...keyed,
          requestBody: {
            required: true,
            content: {
              "application/x-ndjson": { schema: { type: "string" } },
              "application/rss+xml": { schema: { type: "string" } },
            },
          },
          responses: {
            200: json("Tout est écrit", { type: "object" }),
            202: json("D’autres parties sont attendues", { type: "object" }),
            400: json("Le fichier ne peut pas être lu", { type: "object" }),
            401: json("La clé manque ou n’est pas valable", { type: "object" }),
            409: json("Trop d’offres seraient retirées", { type: "object" }),
            413: json("Le fichier est trop grand", { type: "object" }),
          },
        },
      },
    },
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: {
        Offer: schemaOf(ApiOfferSchema),
        Page: { ...schemaOf(ApiPageSchema) },
        Posting: schemaOf(PostingShape, "input"),
        Problem: schemaOf(ProblemSchema),
        Published: {
          type: "object",
          properties: { url: { type: "string" }, doubts: { type: "array", items: { type: "string" } } },
        },
      },
    },
  };
}

function searchParameters(): object[] {
  const { properties = {} } = schemaOf(SearchSchema);
  return Object.entries(PARAMETERS).map(([field, name]) => {
    const key = field as keyof Search;
    return { name, in: "query", required: false, description: PARAMETER_NOTES[key], schema: properties[key] };
  });
}

type JsonSchema = { properties?: Record<string, unknown> };

function schemaOf(schema: GenericSchema, typeMode: "input" | "output" = "output"): JsonSchema {
  const { $schema, ...rest } = toJsonSchema(schema, { typeMode, errorMode: "ignore", target: "draft-2020-12" });
  return rest as JsonSchema;
}
