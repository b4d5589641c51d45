/** What one look has found. `warn`: it works, but not as it should. */
export interface Finding {
  state: 'ok' | 'warn' | 'FAIL';
  what: string;
  /** What to do about it. */
  todo?: string;
}

export const ok = (what: string): Finding => ({ state: 'ok', what });
export const warn = (what: string, todo: string): Finding => ({ state: 'warn', what, todo });
export const fail = (what: string, todo: string): Finding => ({ state: 'FAIL', what, todo });
