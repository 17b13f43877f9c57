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

/** First days at work on a list: how many it has, and of whom it has none. */
export interface Starts {
  readonly found: number;
  /** Addresses, of at most so many as are told; where the list is not about first days nobody is here. */
  readonly without: readonly string[];
  /** How many more. */
  readonly more: number;
}

const mostWithout = 10;

export function startsOf({ people, dated }: Pick<ReadList, 'people' | 'dated'>): Starts {
  const without = people.filter(({ startsOn }) => startsOn === undefined).map(({ address }) => address);
  const found = people.length - without.length;
  return found === 0 && !dated ? { found, without: [], more: 0 } : { found, without: without.slice(0, mostWithout), more: Math.max(0, without.length - mostWithout) };
}

/** What a list came to. Everybody in it is once in `people`, in the order of the first mention. */
export interface ReadList {
  readonly people: readonly Listed[];
  readonly misread: readonly Misread[];
  /** How many mentions of somebody who stands there already. */
  readonly doubles: number;
  /** A heading says that it has first days. */
  readonly dated?: true | undefined;
}
