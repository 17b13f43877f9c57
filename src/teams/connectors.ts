import { LRUCache } from 'lru-cache';
import type { Access } from './access';
import type { ConnectorClient } from './sdk';

/** More service URLs than Teams has regions. */
const max = 50;

/** The connector clients, one per service URL: making one each turn costs a third of a simple turn. */
export class Connectors {
  private readonly clients = new LRUCache<string, Promise<ConnectorClient>>({ max });

  constructor(private readonly access: Access) {}

  at(serviceUrl: string): Promise<ConnectorClient> {
    const known = this.clients.get(serviceUrl);
    if (known) return known;
    const made = this.access.connector(serviceUrl);
    this.clients.set(serviceUrl, made);
    made.catch(() => this.clients.delete(serviceUrl));
    return made;
  }
}
