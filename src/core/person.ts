/** Who speaks, as far as Teams tells. Every field but the id may be absent; none of it is ever guessed. */
export interface Person {
  /** The channel's id of the user (`29:…` in Teams), unique per bot. */
  readonly id: string;
  readonly name?: string;
  /** The directory's id, the same for every bot. */
  readonly entraId?: string;
  /** The address Teams has. It is shown as Teams' address, never as "the registered one". */
  readonly email?: string;
}
