import { data, redirect, type AppLoadContext } from '@remix-run/node';
import { textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { confirmSecondFactorInput, passwordInput } from '#server/modules/auth/auth.schema.ts';

type Context = Pick<AppLoadContext, 'api' | 'locale' | 'tellRetryAfter'>;

/** The forms of the page. */
const acts = ['start', 'confirm', 'renew', 'end'] as const;
export type TwoStepAct = (typeof acts)[number];

interface TwoStepAnswer {
  /** Whose form it was. */
  act: TwoStepAct | null;
  error: string | null;
  waitMinutes: number | null;
  /** Told once, and never again. */
  recoveryCodes: string[];
  /** They take the place of others: it was on before. */
  isRenewed: boolean;
  isEnded: boolean;
}

const nothing: TwoStepAnswer = {
  act: null,
  error: null,
  waitMinutes: null,
  recoveryCodes: [],
  isRenewed: false,
  isEnded: false,
};

/** Does what a form of the page asks for, and says in words what came of it. */
export async function changeTwoStep(context: Context, form: FormData) {
  const named = form.get('act');
  const act = acts.find((each) => each === named);
  if (!act) throw new Response(null, { status: 400 });
  return act === 'confirm' ? confirm(context, form) : withPassword(context, act, form);
}

async function confirm(context: Context, form: FormData) {
  const { api, locale } = context;
  const t = textsOf(locale, 'account');
  const input = confirmSecondFactorInput.safeParse({ code: textField(form, 'code') });
  if (!input.success) return refused({ act: 'confirm', error: t('twoStep.codeRequired') });
  const outcome = await api.auth.confirmSecondFactor(input.data);
  if (outcome.ok) return data({ ...nothing, recoveryCodes: outcome.recoveryCodes });
  if (outcome.reason === 'too_many_tries') return tooMany(context, 'confirm', outcome);
  // Of what is over the page shows the beginning again.
  if (outcome.reason === 'over') return refused({ act: 'start', error: t('twoStep.over') });
  return refused({ act: 'confirm', error: t('twoStep.wrongCode') });
}

async function withPassword(context: Context, act: Exclude<TwoStepAct, 'confirm'>, form: FormData) {
  const { api, locale } = context;
  const t = textsOf(locale, 'account');
  const input = passwordInput.safeParse({ password: textField(form, 'password') });
  if (!input.success) return refused({ act, error: t('twoStep.passwordRequired') });
  const outcome = await {
    start: api.auth.startSecondFactor,
    renew: api.auth.renewRecoveryCodes,
    end: api.auth.endSecondFactor,
  }[act](input.data);
  if (!outcome.ok && outcome.reason === 'too_many_tries') return tooMany(context, act, outcome);
  if (!outcome.ok && outcome.reason === 'wrong') return refused({ act, error: t('twoStep.wrongPassword') });
  if (outcome.ok && 'recoveryCodes' in outcome) {
    return data({ ...nothing, recoveryCodes: outcome.recoveryCodes, isRenewed: true });
  }
  // What a picture was made for is shown by the page itself; so is that it was turned off elsewhere meanwhile.
  return act === 'start' ? redirect('/account/two-step') : data({ ...nothing, isEnded: true });
}

function refused(what: Pick<TwoStepAnswer, 'act' | 'error'>) {
  return data<TwoStepAnswer>({ ...nothing, ...what }, { status: 422 });
}

function tooMany(
  { tellRetryAfter }: Context,
  act: TwoStepAct,
  { retryAfterSeconds }: { retryAfterSeconds: number },
) {
  tellRetryAfter(retryAfterSeconds);
  const waitMinutes = Math.ceil(retryAfterSeconds / 60);
  return data<TwoStepAnswer>({ ...nothing, act, waitMinutes }, { status: 429 });
}
