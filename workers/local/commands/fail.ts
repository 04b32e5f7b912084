/** Ends the program with a sentence for its user. */
export function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
