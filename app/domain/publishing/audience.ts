/**
 * Who would be told of a draft, so coarsely that no candidate can be told from it
 * (docs/decisions/0021-audience.md).
 */
export type Audience = {
  /** « moins de 10 candidats », « une trentaine de candidats ». */
  about: string;
  /** A missing field that would bring others, with a sentence that says how many. */
  more: { field: AudienceField; sentence: string }[];
};

/** The fields that alerts ask for, and that an employer may leave out. */
export type AudienceField = "domains" | "city" | "startsOn" | "durationMinMonths" | "telework" | "disabilityFriendly";
