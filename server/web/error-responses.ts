import type { ErrorRequestHandler, Request } from 'express';
import { AppError, httpStatusOf, notFound, problemDocument } from '#server/platform/errors.ts';
import { loggablePath, type Logger } from '#server/platform/logger.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { languageFor, languages, servedTags } from '#server/texts/languages.ts';
import { chosenLocale } from './locale.ts';
import { toAppError } from '#server/trpc/map-errors.ts';

export const problemType = 'application/problem+json';

/** Answers what failed outside the pages and the procedures: machines get a problem document (RFC 9457), browsers a page. */
export function errorResponses(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (fault: unknown, request, response, next) => {
    if (response.headersSent) {
      next(fault);
      return;
    }
    const error = fromExpress(fault) ?? toAppError(fault);
    const status = httpStatusOf(error.code);
    if (status >= 500)
      logger.error({ err: error, path: loggablePath(request.originalUrl) }, 'a request failed');
    if (error.retryAfter !== undefined) response.setHeader('Retry-After', String(error.retryAfter));
    response.status(status).setHeader('Cache-Control', 'no-store');

    if (!isForBrowsers(request)) {
      response.type(problemType).send(problemText(error, languageOf(request)));
      return;
    }
    // Put together, not resolved: `//` is an address that people can ask for, and no URL.
    chosenLocale(new URL(`http://ledig${request.originalUrl}`), request.headers.cookie)
      .then((chosen) => response.type('html').send(page(chosen ?? languageOf(request), error.code)))
      .catch(next);
  };
}

/** The problem document of an error, in the reader's language. */
export function problemText(error: AppError, locale: Locale): string {
  return JSON.stringify(problemDocument(error, languages[locale].errors[error.code]));
}

/** The language that a machine's or browser's headers ask for; pages that render decide theirs with more to go by. */
export function languageOf(request: Request): Locale {
  return languageFor(request.acceptsLanguages(...servedTags));
}

function fromExpress(fault: unknown): AppError | null {
  // An address such as `/s/%E0`: nothing can be there.
  if (fault instanceof URIError) return notFound('malformed address');
  const type = fault instanceof Error && 'type' in fault ? fault.type : undefined;
  if (type === 'entity.too.large') return new AppError('payload_too_large', { cause: fault });
  if (typeof type === 'string' && /^(entity|encoding|charset|request|parameters)\./.test(type)) {
    return new AppError('invalid_input', { cause: fault });
  }
  return null;
}

function isForBrowsers(request: Request): boolean {
  return !/^\/(api|trpc|webhooks)(\/|$)/i.test(request.path) && request.accepts('json', 'html') === 'html';
}

/**
 * What stands in for a page when none can be made, not even the one that says so: it needs no file and no database. All of it is from our
 * own catalogues, so there is nothing to escape; the policy for contents allows style attributes only.
 */
function page(locale: Locale, code: AppError['code']): string {
  const { errors, pages } = languages[locale];
  const title = errors[code];
  const { again, home } = pages.common.problem;
  const link = 'style="display:inline-block;padding:.75rem 1.5rem .75rem 0;color:inherit"';
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<body style="max-width:38rem;margin:12vh auto;padding:0 1.25rem;font:1.0625rem/1.55 system-ui,sans-serif">
<main>
<h1 style="font:500 2rem/1.2 Georgia,serif">${title}</h1>
<p>${httpStatusOf(code) >= 500 ? `<a href="" ${link}>${again}</a>` : ''}<a href="/" ${link}>${home}</a></p>
</main>
</body>
</html>`;
}
