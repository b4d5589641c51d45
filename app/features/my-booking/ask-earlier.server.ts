import { redirect, type AppLoadContext } from '@remix-run/node';
import { attempt } from '#app/attempt.server.ts';
import { readWish } from '#app/features/join/wish-answer.server.ts';
import { wishOf } from '#app/features/join/wish-form.ts';
import { problemsOf, textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { askEarlierInput } from '#server/modules/waitlist/waitlist.schema.ts';
import { openEarlier } from './load-earlier.server.ts';

/** Puts the customer on the waitlist for an earlier time, or sends them the link of that wish again. */
export async function askEarlier(context: AppLoadContext, token: string, form: FormData) {
  const { api, locale } = context;
  const t = textsOf(locale, 'booking');
  const { values, back, refuse, edited } = readWish(locale, form, {});
  if (edited) return edited;
  if (textField(form, 'intent') === 'resend') {
    const tried = await attempt(locale, api.waitlist.sendEarlierLink({ token }));
    if (!tried.got) return back(tried.status, { refused: tried.message });
    return tried.got.ok
      ? redirect(`/b/${token}/earlier?sent=again`)
      : back(409, { refused: t(`earlier.refused.${tried.got.reason}`) });
  }

  const opened = await openEarlier(context, token);
  if (!opened) return redirect(`/b/${token}`);
  const input = askEarlierInput.safeParse({
    token,
    wish: wishOf(values, opened.item.serviceId, opened.people),
  });
  if (!input.success) return refuse(problemsOf(input.error));
  const tried = await attempt(locale, api.waitlist.askEarlier(input.data));
  if (!tried.got) return back(tried.status, { refused: tried.message });
  const outcome = tried.got;
  // The page says that it is waited for, by this request or by one before.
  if (outcome.ok || outcome.reason === 'exists') return redirect(`/b/${token}/earlier`);
  if (outcome.reason === 'invalid') return refuse(outcome.fields);
  return back(409, {
    refused:
      outcome.reason === 'employee_mismatch' || outcome.reason === 'joining_closed'
        ? textsOf(locale, 'join')(`refused.${outcome.reason}`)
        : t(`earlier.refused.${outcome.reason}`),
  });
}
