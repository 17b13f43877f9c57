import type { Issuer } from '../../../src/graph/token';

/** Somebody in the organisation, as a test wants her. */
export interface GraphPerson {
  readonly id: string;
  readonly name: string;
  /** The sign-in name. */
  readonly upn: string;
  readonly mail?: string | null;
  readonly enabled?: boolean;
  readonly type?: 'Member' | 'Guest';
  readonly language?: string;
  /** Her chat with the bot, once the app is there. Default: made of her id. */
  readonly chat?: string;
  /** Has the app from the start. */
  readonly installed?: boolean;
  /** Her app policy blocks it. */
  readonly blocked?: boolean;
  /** Has an account and no Teams. */
  readonly unlicensed?: boolean;
}

export type GraphOperation = 'user' | 'by-mail' | 'installed' | 'chat' | 'install' | 'catalogue' | 'batch' | 'token';

/** One thing that was asked, of a batch each. */
export interface Asked {
  readonly operation: GraphOperation | 'unknown';
  readonly at: number;
  /** As it came, after the base. */
  readonly url: string;
  readonly body?: unknown;
  readonly inBatch: boolean;
  status: number | 'nothing';
}

/** A disturbance. Answers are HTTP's; `silence` never answers, `hang-up` cuts the connection (neither within a batch). */
export interface GraphFault {
  readonly on?: GraphOperation;
  /** Part of the address asked for, e.g. somebody's id. */
  readonly about?: string;
  /** For so many requests. Default: all. */
  readonly times?: number;
  /** Does what was asked, and answers with the fault all the same. */
  readonly done?: boolean;
  /** ms before the answer. */
  readonly late?: number;
  readonly answer?: 'silence' | 'hang-up' | GraphAnswer;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface GraphOptions {
  readonly people?: readonly GraphPerson[];
  readonly app?: Partial<GraphApp>;
  /** What the administrator has consented to. Default: all that the bot wants. */
  readonly permissions?: readonly string[];
  /** Requests a second after which it answers 429. Default: no limit. */
  readonly limit?: number;
  /** People on a page. Default: 100. */
  readonly page?: number;
  /** The app has just been put there for her: Teams would tell the bot now. */
  readonly onInstall?: (person: GraphPerson) => void;
  readonly port?: number;
}

/** The app as the organisation's catalogue has it. */
export interface GraphApp {
  readonly id: string;
  /** The id in its manifest. */
  readonly externalId: string;
  readonly distributionMethod: string;
  /** What its manifest declares. */
  readonly resourcePermissions: readonly { readonly name: string; readonly type: string }[];
}

export interface GraphStandIn {
  readonly port: number;
  /** For the bot: endpoints, and tokens for whoever is `client`. */
  readonly authority: { readonly base: string; readonly issuer: Issuer };
  /** Who may have a token, and how she proves it. */
  readonly client: { readonly tenant: string; readonly id: string; readonly secret: string; readonly header: string; certificateKey?: string };
  /** The environment of a machine whose managed identity is `client`. */
  readonly machine: Readonly<Record<'IDENTITY_ENDPOINT' | 'IDENTITY_HEADER', string>>;
  /** Everything that was asked, tokens too. */
  readonly asked: readonly Asked[];
  /** Whom the app was put there for, in order. */
  readonly installs: readonly string[];
  permissions: readonly string[];
  /** Other people from now on. */
  people(people: readonly GraphPerson[]): void;
  /** The app of the catalogue from now on; undefined: there is none. */
  app(app: Partial<GraphApp> | undefined): void;
  fail(fault: GraphFault): void;
  /** No more disturbances. */
  heal(): void;
  /** The most requests within any second, or so many ms; those within a batch count, the batch does not. */
  busiest(window?: number): number;
  /** How many came back before `Retry-After` was over. */
  early(): number;
  stop(): Promise<void>;
}
