import { data } from '@remix-run/node';
import { textsOf } from '#app/texts.server.ts';
import type { ActAnswer, ActOutcome } from './act-outcome.ts';
import { redirectSaying } from './flash.server.ts';
import type { StaffPage } from './open-salon.server.ts';

/**
 * Does an act and answers its form: on to `to` when it was done, else the same page again with the reason. A limit that was reached and
 * a moment of too much going on are refusals too, since both pass; so is an edit of what somebody else has changed meanwhile.
 */
export async function answerAct(
  page: StaffPage,
  {
    request,
    form,
    to,
    changed,
  }: {
    request: Request;
    form: FormData;
    to: string;
    /** The words for an edit of what somebody else has changed meanwhile, of a page that can say more of it. */
    changed?: () => Promise<string>;
  },
  act: () => Promise<ActOutcome>,
) {
  const outcome = await act().catch((fault: unknown) => passing(fault, page, changed));
  if (outcome.kind === 'done') {
    return redirectSaying(outcome.to ?? to, outcome.message, request, { isSamePage: form.has('inPlace') });
  }
  const answer: ActAnswer = {
    refusal:
      outcome.kind === 'refused'
        ? {
            text: outcome.text,
            links: outcome.links,
            isHeld: outcome.isHeld,
            isOutdated: outcome.isOutdated,
          }
        : null,
    errors: outcome.errors ?? [],
    values: { ...valuesOf(form), ...(outcome.kind === 'refused' && outcome.values) },
  };
  return data(answer, { status: outcome.kind === 'invalid' ? 422 : 409 });
}

async function passing(
  fault: unknown,
  { locale, url }: StaffPage,
  changed?: () => Promise<string>,
): Promise<ActOutcome> {
  const status = fault instanceof Response ? fault.status : 0;
  const t = textsOf(locale, 'dashboard');
  if (status === 429) return { kind: 'refused', text: t('act.rateLimited'), links: [] };
  if (status === 503) return { kind: 'refused', text: t('act.busy'), links: [] };
  if (status === 409) {
    const text = textsOf(locale, 'settings');
    const links = [{ href: `${url.pathname}${url.search}`, label: text('seeTheirs') }];
    return { kind: 'refused', text: changed ? await changed() : text('changed'), links, isOutdated: true };
  }
  throw fault;
}

/** What was typed; files are of no interest. Of a name that occurs more than once, the last. */
export function valuesOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
