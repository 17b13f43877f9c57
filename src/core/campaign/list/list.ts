/** Somebody on a list of HR's, as she was given. */
export interface Listed {
  /** In lower case, typing errors around it taken away. */
  readonly address: string;
  readonly name?: string | undefined;
  /** First day at work, e.g. `2027-01-04`, where the list has it. */
  readonly startsOn?: string | undefined;
}

/** A piece of a list that names nobody. */
export interface Misread {
  /** The first line is 1. */
  readonly line: number;
  /** As it was written, cut where it is long. */
  readonly text: string;
  /** `suggestion`: the address that was probably meant; it is not taken for granted. */
  readonly suggestion?: string | undefined;
}

/** What a list came to. Everybody in it is once in `people`, in the order of the first mention. */
export interface ReadList {
  readonly people: readonly Listed[];
  readonly misread: readonly Misread[];
  /** How many mentions of somebody who stands there already. */
  readonly doubles: number;
}
