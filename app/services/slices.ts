/**
 * Cuts a list so that each slice holds at most so many items and so many bytes of JSON (one item alone may pass the
 * second limit): D1 takes at most 2 MB a parameter.
 */
export function slices<T>(items: T[], most: number, bytes: number = 1_000_000): T[][] {
  const cut: T[][] = [];
  let size = 0;
  for (const item of items) {
    // Three bytes a character at most, but nearly all of French is one.
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
