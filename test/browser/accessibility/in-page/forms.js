// Fields, their labels, their errors.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const main = () => document.querySelector("main") ?? document.body;
  const plain = (text) => text.trim().replace(/\s+/g, " ");
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const fields = () => all("input:not([type=hidden], [type=submit], [type=button]), select, textarea", main());
  const isBox = (field) => /^(?:checkbox|radio)$/.test(field.type);
  const nameOf = (field) => plain(field.labels?.[0]?.childNodes[0]?.textContent ?? "");

  /** What a candidate says of herself, and the tokens of HTML for it. */
  const OF_HERSELF = {
    lastName: ["family-name"],
    firstName: ["given-name"],
    username: ["username"],
    login: ["username", "email"],
    email: ["email"],
    phone: ["tel"],
    password: ["new-password", "current-password"],
    passwordAgain: ["new-password"],
    current: ["current-password"],
    code: ["one-time-code"],
    street: ["street-address", "address-line1"],
    address: ["street-address", "address-line1"],
    postalCode: ["postal-code"],
    postcode: ["postal-code"],
    city: ["address-level2"],
    country: ["country", "country-name"],
  };

  /** Where somebody says who she is: elsewhere the same fields are about others. */
  const OWN =
    /^\/(?:inscription|connexion|activation|mot-de-passe-oublie|reinitialisation|compte|recruteurs\/connexion|exploitation\/(?:connexion|second-facteur))/;

  Object.assign(globalThis.checks, {
    labels: () =>
      fields().flatMap((field) => {
        const own = [...(field.labels ?? [])];
        if (own.length !== 1) return [`${own.length} labels: ${field.name || field.id}`];
        if (plain(own[0].textContent).length < 2) return [`a label that says nothing: ${field.name}`];
        return field.hasAttribute("title") || field.placeholder ? [`a hint that goes: ${field.name}`] : [];
      }),

    "labels-beside-fields": () =>
      fields()
        .filter(shown)
        .filter((field) => !field.labels?.[0]?.matches(".fr-sr-only"))
        .flatMap((field) => {
          const [label] = field.labels ?? [];
          if (!label || !shown(label)) return [`no label to be seen: ${field.name}`];
          const [a, b] = [field.getBoundingClientRect(), label.getBoundingClientRect()];
          const apart = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
          const isUnder = !isBox(field) && b.top >= a.bottom;
          return apart > 32 || isUnder ? [`its label stands ${Math.round(apart)} pixels away: ${field.name}`] : [];
        }),

    groups: () => {
      const names = new Map();
      for (const field of fields().filter(isBox)) names.set(field.name, [...(names.get(field.name) ?? []), field]);
      return [
        ...[...names].flatMap(([name, boxes]) =>
          boxes.length > 1 && boxes.some((box) => !box.closest("fieldset, [role=group], [role=radiogroup]"))
            ? [`choices without a group: ${name}`]
            : [],
        ),
        ...all("fieldset", main()).flatMap((group) => {
          const said = plain(group.querySelector(":scope > legend")?.textContent ?? "");
          return said || group.hasAttribute("aria-labelledby") || group.hasAttribute("aria-label")
            ? []
            : [`a group without a legend: ${group.outerHTML.slice(0, 120)}`];
        }),
        ...all("optgroup:not([label]), optgroup[label='']").map(() => "a group of choices without a name"),
      ];
    },

    "required-or-said-to-be-optional": () =>
      all("form[method=post]", main())
        .map((form) => [...form.elements].filter((field) => fields().includes(field)))
        // What the only field of a form is for is not asked (RGAA 11.10, particular cases).
        .flatMap((asked) => (asked.length > 1 ? asked : []))
        .filter((field) => !isBox(field) && shown(field))
        .filter((field) => !field.required && field.tagName !== "SELECT" && field.type !== "search")
        .filter((field) => {
          const said = `${field.labels?.[0]?.textContent} ${field.closest("fieldset")?.querySelector("legend")?.textContent}`;
          return !/facultati|si |au moins/i.test(said);
        })
        .map((field) => `neither required nor said to be optional: ${field.name}`),

    errors: () => {
      const faults = [];
      for (const field of all("[aria-invalid=true]", main())) {
        const error = document.getElementById(field.getAttribute("aria-describedby")?.split(" ").at(-1) ?? "");
        if (!error?.textContent.trim()) faults.push(`no error told of ${field.id}`);
        if (!main().querySelector(`.error-summary a[href="#${field.id}"]`)) faults.push(`no way to ${field.id}`);
      }
      for (const link of all(".error-summary a", main())) {
        if (!document.querySelector(link.getAttribute("href"))) faults.push(`leads nowhere: ${link.textContent}`);
      }
      for (const error of all(".fr-error-text", main())) {
        const said = plain(error.textContent);
        if (said.split(" ").length < 2) faults.push(`says too little: ${said}`);
        const id = error.closest("[id]")?.id;
        if (!id || !document.querySelector(`[aria-describedby~="${id}"], [aria-labelledby~="${id}"]`)) {
          faults.push(`an error of no field: ${said}`);
        }
      }
      return faults;
    },

    "fields-about-herself": () =>
      (OWN.test(location.pathname) ? fields() : [])
        .filter((field) => field.name in OF_HERSELF)
        .filter((field) => !OF_HERSELF[field.name].includes(field.autocomplete.split(" ").at(-1)))
        .map((field) => `browsers cannot fill it in: ${field.name} (${field.autocomplete})`),

    "forms-can-be-sent": () =>
      all("form", main())
        .filter((form) => !form.querySelector("button[type=submit], input[type=submit]"))
        .map((form) => `no button: ${form.action}`),
  });

  /** The label of each field, so that one name has one label everywhere. */
  globalThis.labelsOfFields = () =>
    fields()
      .filter((field) => !isBox(field) && field.name)
      // Fields of two forms of one page may have one name.
      .map((field) => [[field.form?.elements.action?.value, field.name].join(" "), nameOf(field)]);
})();
