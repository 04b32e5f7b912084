import { expect, test } from "vitest";
import { openApi } from "#app/domain/api/openapi.ts";
import { parseSearch } from "#app/domain/search/search.ts";

type Parameter = { name: string; schema: { type?: string; enum?: string[] } };

test("the value that the document gives for « dans » is the one that is understood", () => {
  const { paths } = openApi("https://pass.example/") as {
    paths: { "/api/v1/offres": { get: { parameters: Parameter[] } } };
  };
  const schema = paths["/api/v1/offres"].get.parameters.find(({ name }) => name === "dans")?.schema;
  expect(schema).toMatchObject({ type: "string", enum: ["intitule"] });
  const { search, dropped } = parseSearch(new URLSearchParams({ q: "archives", dans: schema?.enum?.[0] ?? "" }));
  expect({ titleOnly: search.titleOnly, dropped }).toEqual({ titleOnly: true, dropped: [] });
});
