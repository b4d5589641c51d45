import type { CustomerId, UserId } from './ids.schema.ts';

/** On whose account something is done; written beside everything that is audited. A job's id is its queue's name. */
export type Actor =
  | { type: 'user'; id: UserId }
  | { type: 'customer'; id: CustomerId | null }
  | { type: 'api_key'; id: string }
  | { type: 'job'; id: string }
  | { type: 'system'; id: null };

/** A visitor of the public pages, before it is known which customer it is. */
export const someCustomer: Actor = { type: 'customer', id: null };
