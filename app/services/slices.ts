/**
 * Cuts a list into slices for the parameters of D1, which are limited to 2 MB.
 * @param most how many items a slice holds at most
 * @param bytes how many bytes of JSON a slice holds at most; a slice of one item may exceed this
 */
export function slices<T>(items: T[], most: number, bytes: number = 1_000_000): T[][] {
  const cut: T[][] = [];
  let size = 0;
  for (const item of items) {
    // A character takes up to three bytes, but most characters of French take one: 10 % more is enough.
    const weight = JSON.stringify(item).length * 1.1;
    const slice = cut.at(-1);
    if (slice && slice.length < most && size + weight <= bytes) {
      slice.push(item);
      size += weight;
    } else {
      cut.push([item]);
      size = weight;
    }
  }
  return cut;
}
