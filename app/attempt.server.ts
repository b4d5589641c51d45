import { textsOf } from '#app/texts.server.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** An answer, or: it did not get that far (too many tries, too much going on), and the same form can be sent once more. */
export type Attempt<T> = { got: T } | { got: null; status: number; message: string };

/** Asks a procedure for what a form wants, so that what was typed survives when the answer is to try again later. */
export async function attempt<T>(locale: Locale, call: Promise<T>): Promise<Attempt<T>> {
  try {
    return { got: await call };
  } catch (fault) {
    const status = fault instanceof Response ? fault.status : 0;
    if (status !== 429 && status !== 503) throw fault;
    const kind = status === 429 ? 'tooMany' : 'busy';
    const t = textsOf(locale, 'common');
    return { got: null, status, message: `${t(`problem.${kind}`)}. ${t(`problem.${kind}Text`)}` };
  }
}
