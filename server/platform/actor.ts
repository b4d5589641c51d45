/** On whose account something is done; written beside everything that is audited. */
export interface Actor {
  type: 'user' | 'customer' | 'api_key' | 'job' | 'system';
  /** The row's uuid, or a job's queue; null when nobody is known by name (a first visit to a public page). */
  id: string | null;
}

/** A visitor of the public pages, before it is known which customer it is. */
export const someCustomer: Actor = { type: 'customer', id: null };
