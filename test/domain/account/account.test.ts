import * as v from "valibot";
import { expect, test } from "vitest";
import { PersonalInformation } from "#app/domain/account/account.ts";

const parse = (availableOn: string) =>
  v.safeParse(PersonalInformation, { lastName: "Martin", firstName: "Léa", username: "lea", availableOn });

test("a date of availability is taken as a date field sends it, and as its error says to type it", () => {
  for (const typed of ["2027-09-01", "01/09/2027", " 1/9/2027 "]) {
    expect(parse(typed).output, typed).toMatchObject({ availableOn: "2027-09-01" });
  }
  expect(parse("").output).toMatchObject({ availableOn: null });
});

test("a date that does not exist, or is written otherwise, is refused with an example", () => {
  for (const typed of ["31/02/2027", "2027-02-31", "01/09/27", "09.2027", "demain"]) {
    const [issue] = parse(typed).issues ?? [];
    expect(issue?.issues?.at(-1)?.message ?? issue?.message, typed).toContain("Elle doit ressembler à 01/09/2027.");
  }
});
