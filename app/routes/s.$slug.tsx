import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Choices } from '#app/features/booking/choices.tsx';
import { DetailsStep } from '#app/features/booking/details-step.tsx';
import { EmployeeStep } from '#app/features/booking/employee-step.tsx';
import { loadBooking, openBooking } from '#app/features/booking/load-booking.server.ts';
import { sendBooking } from '#app/features/booking/send-booking.server.ts';
import { ServiceStep } from '#app/features/booking/service-step.tsx';
import { TimeStep } from '#app/features/booking/time-step.tsx';
import { readForm } from '#app/read-form.server.ts';
import { PublicShell } from '#app/ui/public-shell.tsx';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return loadBooking(await openBooking(context, params.slug ?? '', new URL(request.url).searchParams));
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const booking = await openBooking(context, params.slug ?? '', new URL(request.url).searchParams);
  return sendBooking(booking, await readForm(request));
}

export const meta: MetaFunction<typeof loader> = ({ data }) => data?.head ?? [];

export default function Book() {
  const { structured, shell, choices, step } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PublicShell salon={shell}>
      {structured ? (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: structured }} />
      ) : null}
      <Choices choices={choices} />
      {step.kind === 'service' ? <ServiceStep step={step} /> : null}
      {step.kind === 'employee' ? <EmployeeStep step={step} /> : null}
      {step.kind === 'time' ? <TimeStep step={step} /> : null}
      {step.kind === 'details' ? <DetailsStep key={step.startsAt} step={step} answer={answer} /> : null}
    </PublicShell>
  );
}
