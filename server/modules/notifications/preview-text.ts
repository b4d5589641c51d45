import type { z } from 'zod';
import { composeMessage } from './compose-message.ts';
import { sampleFacts, type SampleDeps } from './sample-facts.ts';
import { canBeComposed, checkParts, tidyParts } from './salon-texts.rules.ts';
import { maxSmsSegments, type previewTextInput, type TextPreview } from './salon-texts.schema.ts';

/** A text of a salon as its customers would get it, and all that is wrong with it. */
export async function previewText(
  deps: SampleDeps,
  { parts, ...key }: z.output<typeof previewTextInput>,
): Promise<TextPreview> {
  const own = tidyParts(key.channel, parts);
  const problems = checkParts(key.template, key.channel, own);
  if (!canBeComposed(problems)) return { message: null, problems };
  const message = composeMessage({ ...(await sampleFacts(deps, key)), own });
  if (message.channel === 'sms' && message.segments > maxSmsSegments)
    problems.push({ field: 'body', problem: 'sms_too_long', name: null });
  return { message, problems };
}
