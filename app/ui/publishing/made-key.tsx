type Props = {
  /** The key itself. */
  value: string;
  label: string;
  /** The origin of the site, without a slash. */
  site: string;
};

/** The key, shown once, and a first request to try it with. */
export function MadeKey({ value, label, site }: Props) {
  return (
    // biome-ignore lint/a11y/noAutofocus: the page is the answer to the form that made the key
    <section className="recruiter__key" tabIndex={-1} autoFocus aria-labelledby="cle">
      <h2 id="cle" className="fr-h4">
        La clé « {label} » est créée
      </h2>
      <p>Copiez-la maintenant{"\u00a0"}: elle ne sera plus jamais montrée.</p>
      <pre className="recruiter__code">
        <code>{value}</code>
      </pre>
      <p>Pour essayer{"\u00a0"}:</p>
      <pre className="recruiter__code">
        <code>{`curl -X PUT "${site}/api/v1/offres/S-2026-000123" \\
  -H "Authorization: Bearer ${value}" \\
  -H "Content-Type: application/json" \\
  -d '{"title": "Stage – archives", "department": "35", "level": 6, "domains": ["CUL"]}'`}</code>
      </pre>
    </section>
  );
}
