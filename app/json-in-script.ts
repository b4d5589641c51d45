/** JSON that may stand in a script element as it is: nothing in it can end that element. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
