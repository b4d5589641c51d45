import { createContext, useContext } from 'react';

/** In the browser it is empty: there an element's nonce can't be read, so anything else would not hydrate. */
export const NonceContext = createContext('');

/** What inline scripts of this response must carry. */
export function useNonce(): string {
  return useContext(NonceContext);
}
