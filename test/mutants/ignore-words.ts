/** What Stryker gives of a piece of code (Babel's `NodePath`). */
type Place = { isStringLiteral: () => boolean; getFunctionParent: () => unknown };

const words = {
  /** Leaves out the texts of a module's constants: labels and lists. One more or less is another list, not a fault. */
  shouldIgnore: (place: Place): string | undefined =>
    place.isStringLiteral() && !place.getFunctionParent() ? "a word of a list" : undefined,
};

/** Read by Stryker. @public */
export const strykerPlugins = [{ kind: "Ignore", name: "words", value: words }];
