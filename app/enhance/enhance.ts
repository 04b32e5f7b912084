/** Runs the scripts of a page. The page works without them, so one that fails is silent and costs no other. */
export function enhance(scripts: (() => void)[]): void {
  for (const script of scripts) {
    try {
      script();
    } catch {
      // The page works without this script.
    }
  }
}
