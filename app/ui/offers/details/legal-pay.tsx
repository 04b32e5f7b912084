import { formatDay, formatEuros } from "#app/domain/format.ts";
import type { ApprenticePay, InternPay } from "#app/domain/offers/legal-pay.ts";
import { TableFrame } from "#app/ui/table-frame.tsx";

/** What the law has an apprentice or an intern paid at least, with its source and the day of its amounts. */
export function LegalPay({ pay }: { pay: ApprenticePay | InternPay }) {
  return (
    <section className="legal-pay" aria-labelledby="combien">
      <h2 id="combien">Combien serai-je payé ?</h2>
      {pay.type === "stage" ? <Intern pay={pay} /> : <Apprentice pay={pay} />}
      <p className="legal-pay__source">
        Montants au {formatDay(pay.asOf)}. Source :{" "}
        <a href={pay.source.url} rel="external noopener">
          {pay.source.label}
        </a>
        .
      </p>
    </section>
  );
}

const YEARS = ["1re année", "2e année", "3e année"];

function Apprentice({ pay: { smic, ages } }: { pay: ApprenticePay }) {
  return (
    <>
      <p>
        La loi fixe un minimum : un pourcentage du SMIC ({formatEuros(smic)} brut par mois), selon votre âge et l’année
        de votre contrat. Un employeur public peut y ajouter 10 ou 20 points de pourcentage.
      </p>
      <TableFrame>
        <table>
          <caption>Salaire minimum d’un apprenti, brut par mois, à temps plein</caption>
          <thead>
            <tr>
              <th scope="col">Âge</th>
              {YEARS.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ages.map(({ age, years }) => (
              <tr key={age}>
                <th scope="row">{age}</th>
                {years.map(({ percent, amount }, index) => (
                  <td key={YEARS[index]}>
                    {formatEuros(amount)} <span className="legal-pay__percent">{percent} %</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

function Intern({ pay }: { pay: InternPay }) {
  return (
    <>
      <p>
        La loi rend une gratification obligatoire au-delà de la {pay.beyondHours}e heure de présence, c’est-à-dire de
        deux mois ({pay.beyondDays} jours de 7 heures), consécutifs ou non, dans la même année d’enseignement.
      </p>
      <p>
        Elle est alors due dès la première heure, et d’au moins {formatEuros(pay.hourly)} par heure ({pay.percent} % du
        plafond horaire de la Sécurité sociale, {formatEuros(pay.ceiling)}) : {formatEuros(pay.monthly)} pour un mois de{" "}
        {pay.daysAMonth} jours. Pour un stage plus court, l’employeur peut en verser une sans y être obligé.
      </p>
    </>
  );
}
