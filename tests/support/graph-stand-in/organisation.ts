import { answers } from './answers';
import type { GraphAnswer, GraphApp, GraphPerson } from './api';
import { needed, type Question } from './question';

/** The people, the catalogue and who has the app: what Graph's answers are made of. */
export class Organisation {
  readonly installs: string[] = [];
  app: GraphApp | undefined;
  permissions: readonly string[] = [];
  private people: readonly GraphPerson[] = [];
  private readonly installed = new Set<string>();

  constructor(
    private readonly base: () => string,
    private readonly page: number,
    private readonly onInstall: (person: GraphPerson) => void,
  ) {}

  set(people: readonly GraphPerson[]): void {
    this.people = people;
    for (const { id, installed } of people) if (installed) this.installed.add(id);
  }

  /** Answers what was asked properly by somebody who has a token. */
  answer(question: Exclude<Question, { operation: 'batch' }>, url: string, body: unknown): GraphAnswer {
    const needs = needed[question.operation];
    if (!needs.some((each) => this.permissions.includes(each)))
      return needs.includes('User.Read.All') ? answers.directoryForbids() : answers.teamsForbids(needs, this.permissions);
    switch (question.operation) {
      case 'user': {
        const person = this.find(question.user);
        return person ? answers.ok(selected(person, url)) : answers.noSuchUser();
      }
      case 'by-mail':
        return this.byMail(question.mail, question.skip, url);
      case 'catalogue': {
        const { app } = this;
        return answers.ok({ value: app?.externalId === question.externalId ? [{ id: app.id, externalId: app.externalId, displayName: 'Vismahjelpen', distributionMethod: app.distributionMethod }] : [] });
      }
      case 'installed':
        return this.inTeams(question.user, ({ id }) =>
          answers.ok({ value: this.installed.has(id) && question.app === this.app?.id ? [{ id: installationOf(id), teamsApp: { id: this.app.id } }] : [] }));
      case 'chat':
        return this.inTeams(question.user, ({ id, chat }) =>
          this.installed.has(id) && question.installation === installationOf(id) ? answers.ok({ id: chat ?? `19:${id}_bot@unq.gbl.spaces` }) : answers.notFound());
      case 'install':
        return this.inTeams(question.user, (person) => this.install(person, body));
    }
  }

  private find(user: string): GraphPerson | undefined {
    return this.people.find(({ id, upn }) => id === user || upn.toLowerCase() === user.toLowerCase());
  }

  private inTeams(user: string, then: (person: GraphPerson) => GraphAnswer): GraphAnswer {
    const person = this.find(user);
    return person && !person.unlicensed ? then(person) : answers.notInTeams(user);
  }

  private byMail(mail: string, skip: number, url: string): GraphAnswer {
    const all = this.people.filter((person) => person.mail?.toLowerCase() === mail.toLowerCase());
    const next = new URL(`${this.base()}${url}`);
    next.searchParams.set('$skiptoken', String(skip + this.page));
    return answers.ok({
      value: all.slice(skip, skip + this.page).map((person) => selected(person, url)),
      ...(all.length > skip + this.page ? { '@odata.nextLink': next.href } : {}),
    });
  }

  /** Installing, with the body as documented: the app's address, and consent to exactly what it declares where consent may be given. */
  private install(person: GraphPerson, body: unknown): GraphAnswer {
    const { 'teamsApp@odata.bind': bind, consentedPermissionSet: consent, ...more } = (body ?? {}) as Record<string, unknown>;
    if (Object.keys(more).length > 0) return answers.badRequest(`nobody knows ${Object.keys(more).join(', ')}`);
    if (typeof bind !== 'string' || !bind.startsWith(`${this.base()}/appCatalogs/teamsApps/`)) return answers.badRequest('teamsApp@odata.bind must be the app in the catalogue');
    if (!this.app || bind !== `${this.base()}/appCatalogs/teamsApps/${this.app.id}`) return answers.notFound();
    const declared = this.app.resourcePermissions.map(({ name, type }) => ({ permissionValue: name, permissionType: type }));
    const mayConsent = this.permissions.some((each) => /^TeamsAppInstallation\.\w*AndConsent\w*ForUser\.All$/.test(each));
    if (consent !== undefined && !mayConsent) return answers.teamsForbids(['TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All'], this.permissions);
    const given = (consent as { resourceSpecificPermissions?: unknown } | undefined)?.resourceSpecificPermissions ?? [];
    if (JSON.stringify(given) !== JSON.stringify(declared)) return answers.badRequest('The permissions consented to do not match those that the app requires.');
    if (person.blocked) return answers.blocked(person.id, this.app.externalId);
    if (this.installed.has(person.id)) return answers.conflict();
    this.installed.add(person.id);
    this.installs.push(person.id);
    this.onInstall(person);
    return answers.created();
  }
}

/** Ids of installations have signs in them that a path does not take as they are. */
const installationOf = (person: string): string => `${Buffer.from(`${person}##app`).toString('base64')}/+=`;

/** Only what was selected, as Graph does it. */
function selected({ id, name, upn, mail = null, enabled = true, type = 'Member', language }: GraphPerson, url: string): object {
  const all = { id, displayName: name, mail, userPrincipalName: upn, accountEnabled: enabled, userType: type, preferredLanguage: language ?? null };
  const names = new URLSearchParams(url.split('?')[1]).get('$select')?.split(',') ?? [];
  return Object.fromEntries(Object.entries(all).filter(([key]) => names.includes(key)));
}
