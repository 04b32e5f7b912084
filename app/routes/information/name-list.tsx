/** What each of some names stands for: parameters, columns. */
export function NameList({ names }: { names: readonly { name: string; note: string }[] }) {
  return (
    <dl>
      {names.map(({ name, note }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{note}</dd>
        </div>
      ))}
    </dl>
  );
}
