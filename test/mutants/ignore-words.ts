/** A piece of code, as Babel gives it to Stryker. */
type Code = { type: string; elements?: (Code | null)[]; properties?: { value?: Code }[] };
type Place = { node: Code; getFunctionParent: () => unknown };

const words = {
  /** Leaves out texts outside functions, and lists of nothing but texts: one word more or less is another list. */
  shouldIgnore: (place: Place): string | undefined =>
    isWords(place.node) && !place.getFunctionParent() ? "a list of words" : undefined,
};

function isWords({ type, elements, properties }: Code): boolean {
  const within = elements ?? properties?.map(({ value }) => value ?? null) ?? [];
  return type === "StringLiteral" || (within.length > 0 && within.every((each) => each !== null && isWords(each)));
}

/** Read by Stryker. @public */
export const strykerPlugins = [{ kind: "Ignore", name: "words", value: words }];
