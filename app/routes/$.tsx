/**
 * Every address that is no other page's. Without it the root's loader would not run for them, and a page that is not there would be told of
 * in one language and marked as another.
 */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/** Never shown; but only where there is a page does its error have one. */
export default function Nowhere() {
  return null;
}
