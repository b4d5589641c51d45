/**
 * React Aria puts a style element of its own into the page, and lets it carry the nonce that such a tag names. The policy allows what
 * carries the nonce of this page's own scripts.
 */
export function allowAriaStyles(): void {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  if (!nonce || document.querySelector('meta[property="csp-nonce"]')) return;
  const tag = document.createElement('meta');
  tag.setAttribute('property', 'csp-nonce');
  tag.nonce = nonce;
  document.head.append(tag);
}
