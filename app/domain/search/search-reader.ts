/** A parameter of the address that was not used, with its value, so that the page can say so. */
export type Dropped = {
  parameter: string;
  value: string;
  reason: "unknown" | "repeated" | "too-long" | "too-many";
};

/** Reads parameters and refuses none: empty values are ignored, and a value that is not understood is reported. */
type SearchReader = {
  dropped: Dropped[];
  /** The first value that is understood, or null. */
  one<T>(parameter: string, read: (value: string) => T | null): T | null;
  /** The values that are understood, each once, in the order of their codes, `most` of them at most. */
  several<T extends string>(parameter: string, read: (value: string) => T | null, most?: number): T[];
  drop(parameter: string, value: string, reason: Dropped["reason"]): void;
};

/** Told at most so many, and so long: an address can be filled with noise, the page that answers it should not be. */
const MOST_TOLD = 20;
const LONGEST_TOLD = 60;

export function readSearch(params: URLSearchParams): SearchReader {
  const dropped: Dropped[] = [];
  const filled = (parameter: string) => params.getAll(parameter).filter((value) => value.trim() !== "");

  function drop(parameter: string, value: string, reason: Dropped["reason"]): void {
    if (dropped.length < MOST_TOLD) dropped.push({ parameter, value: shortened(value.trim()), reason });
  }

  return {
    dropped,
    drop,
    one<T>(parameter: string, read: (value: string) => T | null) {
      let found: T | null = null;
      let written = "";
      for (const value of filled(parameter)) {
        const understood = read(value.trim());
        if (understood === null) drop(parameter, value, "unknown");
        else if (found === null) [found, written] = [understood, value];
        else if (value !== written) drop(parameter, value, "repeated");
      }
      return found;
    },
    several<T extends string>(parameter: string, read: (value: string) => T | null, most = Number.POSITIVE_INFINITY) {
      const found = new Set<T>();
      for (const value of filled(parameter)) {
        const understood = read(value.trim());
        if (understood === null) drop(parameter, value, "unknown");
        else if (found.size < most || found.has(understood)) found.add(understood);
        else drop(parameter, value, "too-many");
      }
      return [...found].sort();
    },
  };
}

function shortened(value: string): string {
  const characters = [...value];
  return characters.length > LONGEST_TOLD ? `${characters.slice(0, LONGEST_TOLD).join("")}…` : value;
}
