/** What the browser says of a form that comes from elsewhere, or does not say. */
export const FOREIGN: Record<string, Record<string, string>> = {
  "without an origin": { Origin: "" },
  "from nowhere": { Origin: "null" },
  "from another site": { Origin: "https://ailleurs.example" },
  "from a site whose name ends like ours": { Origin: "https://mechant-pass.example" },
  "from a site whose name begins like ours": { Origin: "https://pass.example.ailleurs.example" },
  "from our name over HTTP": { Origin: "http://pass.example" },
  "from our name at another port": { Origin: "https://pass.example:8443" },
  "from a subdomain of ours": { Origin: "https://www.pass.example" },
  "that the browser calls cross-site": { "Sec-Fetch-Site": "cross-site" },
  "that the browser calls same-site": { "Sec-Fetch-Site": "same-site" },
  "that the browser says nobody's page sent": { "Sec-Fetch-Site": "none" },
};

/** The same form under other tokens, in the order given. */
export function withToken(form: BodyInit, tokens: string[]): BodyInit {
  const body = form instanceof FormData ? new FormData() : new URLSearchParams();
  for (const token of tokens) body.append("csrf", token);
  for (const [name, value] of form as URLSearchParams) if (name !== "csrf") body.append(name, value);
  return body;
}
