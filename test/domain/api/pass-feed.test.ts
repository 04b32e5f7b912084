import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sax from "sax";
import { describe, expect, test } from "vitest";
import { FEED_END, feedHead, feedItem } from "#app/domain/api/pass-feed.ts";
import { toPosting } from "#app/domain/api/published-posting.ts";
import { createReader } from "#app/domain/imports/feed.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { checkPosting, contentOf, type Posting } from "#app/domain/offers/posting.ts";
import { indexRow } from "#app/domain/search/index-row.ts";
import { toSlug } from "#app/domain/slug.ts";
import { aPosting } from "#test/support/postings.ts";
import { root } from "#workers/local/build.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";

const NOW = "2026-12-01T12:00:00.000Z";
const CHANNEL = {
  type: "stage" as const,
  site: "https://pass.example/",
  address: "https://pass.example/flux/offres_stages",
};

/** The offer that a posting becomes once it is published. */
function published({ administration, ...posting }: Posting): Offer {
  const named = administration === null ? null : { slug: toSlug(administration), label: administration };
  const { commune } = indexRow({ ...posting, administration: named });
  const publishedAt = posting.publishedAt ?? NOW;
  const updatedAt = posting.updatedAt ?? publishedAt;
  return {
    ...posting,
    id: 1,
    administration: named,
    commune,
    withdrawnAt: null,
    closedByHand: null,
    publishedAt,
    updatedAt,
  };
}

function checked(raw: unknown): Posting {
  const read = checkPosting(raw, NOW);
  if (!read.ok) throw new Error(read.reason);
  return read.posting;
}

const item = (offer: Offer) => feedItem(offer, `/offres/${offer.reference}`, CHANNEL);
const feed = (offers: Offer[]) => feedHead(CHANNEL) + offers.map(item).join("") + FEED_END;

function read(text: string, now = NOW): Posting[] {
  const reader = createReader("rss", now);
  reader.write(text);
  return reader.end().map((each) => {
    if (!each.ok) throw new Error(each.reason);
    return each.posting;
  });
}

/** What a reader that knows nothing of our namespace sees: the text of each element of an item, read by itself. */
function elementsOf(xml: string): Record<string, string> {
  const [, fragment = ""] = /<item(>.*?<\/item>)/s.exec(xml) ?? [];
  const elements: Record<string, string> = {};
  const parser = sax.parser(true);
  const path: string[] = [];
  parser.onopentag = ({ name, attributes }) => {
    path.push(name);
    if (path.length === 2) expect(elements, name).not.toHaveProperty([name]);
    if (path.length > 1 && !name.startsWith("pass:")) elements[name] = "";
    for (const [key, value] of Object.entries(attributes)) elements[`${name}@${key}`] = String(value);
  };
  parser.ontext = (text) => {
    const tag = path.at(-1) ?? "";
    if (tag in elements) elements[tag] = (elements[tag] + text).trim();
  };
  parser.onclosetag = () => path.pop();
  parser.write(`<item${fragment.replace(/<pass:.*?<\/pass:\w+>\n?/gs, "")}`).close();
  return elements;
}

describe("a feed of the official shape", () => {
  test("has each element that importers written for the official one rely on", () => {
    const offer = published(
      checked(
        aPosting({
          reference: "A-2026-000001",
          title: "Apprentie juriste & greffière",
          service: "Pôle juridique",
          city: "Bourg-en-Bresse",
          department: "01",
          level: 8,
          startsOn: "2026-09-01",
          durationMinMonths: 24,
          durationMaxMonths: 36,
          contacts: [{ name: "Le pôle", email: "rh@drac.example", phone: "04 65 71 00 00" }],
          publishedAt: "2026-01-10T08:00:00.000Z",
          updatedAt: "2026-07-10T08:00:05.000Z",
        }),
      ),
    );
    expect(elementsOf(item(offer))).toEqual({
      title: "",
      a: "Apprentie juriste & greffière",
      "a@href": "/offres/A-2026-000001",
      "a@hreflang": "fr",
      link: "https://pass.example/offres/A-2026-000001",
      description: "<p>Vous participez à la communication du service (A-2026-000001).</p>",
      author: "Direction régionale des affaires culturelles",
      guid: "A-2026-000001",
      "guid@isPermaLink": "false",
      pubDate: "2026-01-10T09:00:00+0100",
      source: "PASS",
      "source@url": "https://pass.example/flux/offres_stages",
      "dc:creator": "rh@drac.example - 04 65 71 00 00",
      "dc:description": "1",
      "dc:publisher": "Pôle juridique",
      "dc:contributor": "Ministère de la Culture",
      "dc:date": "2026-09-01T00:00:00+02:00",
      "dc:type": "Niveau 7 – (Bac+5 et plus)",
      "dc:format": "Entre 24 et 36 mois",
      "dc:identifier": "A-2026-000001",
      "dc:source": "",
      time: "2026-07-10T10:00:05+0200",
      "time@datetime": "2026-07-10T10:00:05+02:00",
      "dc:coverage": "Bourg-en-Bresse",
    });
  });

  test("has every element of an offer that says next to nothing, and none of what importers match is empty", () => {
    const bare = checked({ reference: "S-2026-000001", title: "Stage" });
    const elements = elementsOf(item(published(bare)));
    expect(elements).toMatchObject({
      "dc:type": "Niveau non précisé",
      "dc:format": "Entre 0 et 0 mois",
      "dc:creator": "-",
      "dc:date": "",
      "dc:description": "",
      "dc:coverage": "",
    });
  });

  test.each([
    [{ email: "a@b.example" }, "a@b.example -"],
    [{ phone: "01 99 00 00 00" }, "- 01 99 00 00 00"],
  ])("keeps the dash of a contact of which a half is missing", (contact, written) => {
    const offer = published(checked({ reference: "S-2026-000001", title: "Stage", contacts: [contact] }));
    expect(elementsOf(item(offer))["dc:creator"]).toBe(written);
  });

  test("holds an offer whose start was typed in the year 26, as offers once could", () => {
    const offer = published(checked({ reference: "S-2026-000001", title: "Stage" }));
    expect(elementsOf(item({ ...offer, startsOn: "0026-09-01" }))["dc:date"]).toBe("0026-08-31T23:00:00+00:00");
  });

  test.each([
    [12, 12, "12 mois"],
    [12, null, "Entre 12 et 0 mois"],
    [null, 6, "Entre 0 et 6 mois"],
  ])("writes a duration of %s to %s months as the official one does", (min, max, written) => {
    const posting = { reference: "S-2026-000001", title: "x", durationMinMonths: min, durationMaxMonths: max };
    expect(elementsOf(item(published(checked(posting))))["dc:format"]).toBe(written);
  });
});

describe("our own importer reads our feed", () => {
  const reread = (postings: Posting[], now = NOW) =>
    read(feed(postings.map(published)), now)
      .map(contentOf)
      .join("\n");

  test("with every demonstration offer unchanged", () => {
    const postings = demonstrationPostings("2026-11-23").map(checked);
    expect(reread(postings)).toBe(postings.map(contentOf).join("\n"));
  });

  test("with every offer of the fixtures, and of the real feeds where they are, unchanged", () => {
    const files = ["apprenticeships.rss", "internships.rss"].flatMap((name) => [
      join(root, "test/fixtures/feeds", name),
      ...[join(root, "../shared/data/pass-feed", name)].filter(existsSync),
    ]);
    for (const file of files) {
      const reader = createReader("rss", NOW);
      reader.write(readFileSync(file, "utf8"));
      const postings = reader.end().flatMap((each) => (each.ok ? [each.posting] : []));
      expect(postings.length).toBeGreaterThan(0);
      const offers = postings.map(published);
      expect(read(feed(offers)), file).toEqual(offers.map(toPosting));
    }
  });

  test("with an offer that says everything, and one that says nothing, unchanged", () => {
    const everything = checked(
      aPosting({
        reference: "S-2026-000009",
        type: "apprentissage",
        service: "Pôle",
        level: 8,
        domains: ["COM", "NUM"],
        profile: "<ul><li>Curieuse</li></ul>",
        employerDescription: "<p>Nous.</p>",
        more: "<p>Plus.</p>",
        startsOn: "2026-09-01",
        durationMinMonths: 2,
        durationMaxMonths: 6,
        telework: false,
        disabilityFriendly: true,
        pay: "1 250 € brut par mois",
        contacts: [
          { name: "Une personne", phone: "01 99 00 00 00" },
          { email: "a@b.example", url: "https://b.example/?a=1&b=2" },
        ],
        expiresOn: "2026-12-31",
      }),
    );
    const abroad = checked({
      ...aPosting({ reference: "S-2026-000010", region: null, department: null, country: "DEU", city: "Berlin" }),
      publishedAt: "2026-07-01T00:00:00Z",
    });
    const nothing = checked({
      reference: "S-2026-000011",
      title: "Stage",
      publishedAt: "2026-01-01T00:00:00Z",
      updatedAt: "2026-01-01T00:00:00Z",
    });
    for (const posting of [everything, abroad, nothing]) {
      expect(read(feed([published(posting)]))).toEqual([posting]);
    }
  });

  test("well-formed and unchanged whatever the texts hold", () => {
    const hostile = `]]></item> "'<b>&amp;lt; & &eacute; 🎓 \u0000\u0008\u000B\uFFFE\uD800 =1+1\r\n<!--`;
    const texts = Object.fromEntries(
      ["title", "employer", "service", "administration", "city", "pay", "description", "profile", "more"].map(
        (field) => [field, `${field} ${hostile}`],
      ),
    );
    const posting = checked({ ...aPosting({ reference: "S-2026-000012" }), ...texts });
    const xml = feed([published(posting)]);
    sax.parser(true).write(xml).close();
    expect(read(xml)).toEqual([posting]);
  });

  test("well-formed even if the database holds what no import lets in", () => {
    const offer = { ...published(aPosting({ reference: "S-2026-000013" })), title: "a\u0000]]>\uD800<b>\uFFFF & 🎓" };
    const xml = feed([offer]);
    sax.parser(true).write(xml).close();
    expect(elementsOf(xml).a).toBe("a]]><b> & 🎓");
  });
});
