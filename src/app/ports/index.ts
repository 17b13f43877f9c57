/** What the use cases stand on. What only a push needs is in push.ts. */
export * from './cases';
export * from './desk';
export * from './log';
export * from './message';
export * from './outbox';
export * from './place';
export * from './store';
