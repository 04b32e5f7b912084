/** Why an operator does what the form does, for the audit. @param id its id, of which a page has one a form */
export function ReasonField({ id }: { id: string }) {
  return (
    <div className="fr-input-group">
      <label className="fr-label" htmlFor={id}>
        Raison<span className="field__optional"> (facultatif)</span>
        <span className="fr-hint-text">Elle reste dans le journal.</span>
      </label>
      <input className="fr-input" id={id} name="raison" maxLength={200} autoComplete="off" />
    </div>
  );
}
