import type { ErrorRequestHandler, Request } from 'express';
import { AppError, httpStatusOf, problemDocument } from '#server/platform/errors.ts';
import { loggablePath, type Logger } from '#server/platform/logger.ts';
import { fallbackLocale, type Locale } from '#server/texts/catalogue.ts';
import { errors as english } from '#server/texts/en/errors.ts';
import { errors as norwegian } from '#server/texts/nb/errors.ts';
import { toAppError } from '#server/trpc/map-errors.ts';

export const problemType = 'application/problem+json';

const titles: Record<Locale, Record<AppError['code'], string>> = { en: english, nb: norwegian };

/** Answers what failed outside the pages and the procedures: machines get a problem document (RFC 9457), browsers a page. */
export function errorResponses(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (fault: unknown, request, response, next) => {
    if (response.headersSent) {
      next(fault);
      return;
    }
    const error = fromBodyParser(fault) ?? toAppError(fault);
    const status = httpStatusOf(error.code);
    if (status >= 500)
      logger.error({ err: error, path: loggablePath(request.originalUrl) }, 'a request failed');
    if (error.retryAfter !== undefined) response.setHeader('Retry-After', String(error.retryAfter));
    response.status(status).setHeader('Cache-Control', 'no-store');

    const locale = languageOf(request);
    if (isForBrowsers(request)) {
      response.type('html').send(page(locale, titles[locale][error.code]));
    } else {
      response.type(problemType).send(problemText(error, locale));
    }
  };
}

/** The problem document of an error, in the reader's language. */
export function problemText(error: AppError, locale: Locale): string {
  return JSON.stringify(problemDocument(error, titles[locale][error.code]));
}

/** The language that a machine's or browser's headers ask for; pages that render decide theirs with more to go by. */
export function languageOf(request: Request): Locale {
  const accepted = request.acceptsLanguages('en', 'nb', 'no', 'nn');
  if (!accepted) return fallbackLocale;
  return accepted === 'en' ? 'en' : 'nb';
}

function fromBodyParser(fault: unknown): AppError | null {
  const type = fault instanceof Error && 'type' in fault ? fault.type : undefined;
  if (type === 'entity.too.large') return new AppError('payload_too_large', { cause: fault });
  if (typeof type === 'string' && /^(entity|encoding|charset|request|parameters)\./.test(type)) {
    return new AppError('invalid_input', { cause: fault });
  }
  return null;
}

function isForBrowsers(request: Request): boolean {
  return !/^\/(api|trpc|webhooks)\//.test(request.path) && request.accepts('json', 'html') === 'html';
}

/** Both parts are from our own catalogue, so there is nothing to escape. */
function page(locale: Locale, title: string): string {
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ledig</title><p>${title}</p></html>`;
}
