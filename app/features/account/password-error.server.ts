import { textsOf } from '#app/texts.server.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/**
 * The words at the field of a password that somebody chooses.
 * @param problem what the schema or the rule says of it
 */
export function passwordError(
  locale: Locale,
  problem: 'required' | 'too_long' | 'too_short' | 'too_common',
): string {
  const t = textsOf(locale, 'account');
  return problem === 'required' ? t('password.newRequired') : t(`password.${problem}`);
}

/** What a schema's issue says of it. */
export function passwordIssue({ message }: { message: string }): 'required' | 'too_long' {
  return message === 'required' ? 'required' : 'too_long';
}
