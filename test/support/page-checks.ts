/** What axe does not look at (RGAA 8.6, 9.1, 11.10, 6.1, 10.7), in the page: what is wrong, in words. */
export const CHECKS = `(async () => {
  // What is to have the focus gets it when the page is drawn.
  await new Promise(requestAnimationFrame);
  const faults = [];
  // The text as it is typed: innerText makes every space the same. What others have sent is shown as they typed it.
  const allText = ({ nodeName, childNodes }) =>
    /PRE|TEXTAREA/.test(nodeName) ? "" :
    [...childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : allText(node) + "\\n")).join("");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const main = document.querySelector("main");
  const h1 = all("h1").map(({ textContent }) => textContent.trim());
  if (h1.length !== 1) faults.push("h1: " + h1.join(", "));
  if (!document.title.includes(h1[0])) faults.push("title " + document.title + " for " + h1[0]);
  let level = 0;
  for (const title of all("h1, h2, h3, h4, h5, h6", main)) {
    const own = Number(title.tagName[1]);
    // A message may stand over the h1.
    if (level > 0 && own > level + 1) faults.push("heading " + title.textContent + " skips a level");
    level = own;
  }
  for (const input of all("[aria-invalid]", main)) {
    const error = document.getElementById(input.getAttribute("aria-describedby") ?? "");
    if (!error?.textContent.trim()) faults.push("no error told of " + input.id);
    if (!main.querySelector('.error-summary a[href="#' + input.id + '"]')) faults.push("no way to " + input.id);
  }
  for (const link of all(".error-summary a", main)) {
    if (!document.querySelector(link.getAttribute("href"))) faults.push("leads nowhere: " + link.textContent);
  }
  const summary = main.querySelector(".error-summary, .done");
  if (summary && document.activeElement !== summary) faults.push("reading does not begin at the message");
  const named = new Map();
  for (const link of all("a[href]", main)) {
    const name = link.textContent.trim().replace(/\\s+/g, " ");
    const href = link.getAttribute("href");
    if (named.has(name) && named.get(name) !== href) faults.push("two places under one name: " + name);
    named.set(name, href);
  }
  const names = all("button[type=submit]:not([aria-hidden])", main).map(({ textContent }) => textContent.trim());
  if (new Set(names).size < names.length) faults.push("buttons of one name: " + names.join(", "));
  const text = allText(main);
  for (const found of text.match(/.{0,20}(?: [:;!?»]|« |\\w'\\w).{0,10}/g) ?? []) faults.push("typed: " + found);
  for (const found of text.match(/undefined|null|NaN|Invalid|\\[object/g) ?? []) faults.push("not French: " + found);
  return faults;
})()`;
