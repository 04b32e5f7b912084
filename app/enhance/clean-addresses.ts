/** Leaves the fields that say nothing out of the address of a search, so that it is short enough to be shared. */
export function cleanAddresses(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-clean-address]")) {
    form.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
    });
  }
}
