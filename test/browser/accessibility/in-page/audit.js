// Runs what is asked of the page as it stands.
globalThis.checks = {};

/** A contrast of 7:1 is of level AAA, which neither the RGAA nor the design system asks for. */
const BEYOND = "color-contrast-enhanced";

/**
 * @param {{ checks: string[], axe: "all" | string[] | null, htmlcs: "all" | string[] | null }} asked
 * @returns what is wrong, as pairs of the check and the fault, and how many remarks the engines leave to a person
 */
globalThis.audit = async ({ checks, axe: rules, htmlcs }) => {
  // What is to have the focus gets it when the page is drawn.
  await new Promise(requestAnimationFrame);
  const faults = [];
  let remarks = 0;
  for (const name of checks) faults.push(...globalThis.checks[name]().map((fault) => [name, fault]));
  if (rules) {
    const { axe } = globalThis;
    const values =
      rules === "all"
        ? axe
            .getRules()
            .map(({ ruleId }) => ruleId)
            .filter((id) => id !== BEYOND)
        : rules;
    const { violations, incomplete } = await axe.run({
      runOnly: { type: "rule", values },
      resultTypes: ["violations", "incomplete"],
      preload: rules === "all",
    });
    for (const { id, nodes } of violations) {
      for (const { html } of nodes) faults.push([`axe ${id}`, html.slice(0, 200)]);
    }
    remarks += incomplete.length;
  }
  if (htmlcs) {
    const { HTMLCS, HTMLCS_WCAG2AA: standard } = globalThis;
    const { sniffs } = standard;
    if (htmlcs !== "all") standard.sniffs = [{ standard: "WCAG2AAA", include: htmlcs }];
    await new Promise((done, failed) => HTMLCS.process("WCAG2AA", document, done, failed));
    standard.sniffs = sniffs;
    for (const { type, code, msg, element } of HTMLCS.getMessages()) {
      if (type === HTMLCS.ERROR) {
        faults.push([
          `htmlcs ${code.replace(/^WCAG2AA\.Principle\d\.Guideline\d_\d\./, "")}`,
          `${msg} ${element.outerHTML?.slice(0, 200)}`,
        ]);
      } else remarks++;
    }
  }
  return { faults, remarks };
};
