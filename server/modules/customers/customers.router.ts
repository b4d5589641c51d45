import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { changeCustomer } from './change-customer.ts';
import { compareCustomers } from './compare-customers.ts';
import { addNote, changeNote, removeNote } from './customer-notes.ts';
import * as schema from './customers.schema.ts';
import { eraseCustomer } from './erase-customer.ts';
import { exportCustomer } from './export-customer.ts';
import { getCustomer } from './get-customer.ts';
import { listCustomers } from './list-customers.ts';
import { mergeCustomers } from './merge-customers.ts';
import { placeOf } from './place-of.ts';
import { recordConsent } from './record-consent.ts';

export const customerRouter = router({
  list: staffProcedure('seeCustomers')
    .input(schema.listCustomersInput)
    .output(schema.listCustomersOutput)
    .query(({ ctx, input }) =>
      listCustomers(ctx.deps.db, { ...input, ...placeOf(ctx), now: ctx.deps.clock.now() }),
    ),

  get: staffProcedure('seeCustomers')
    .input(schema.getCustomerInput)
    .output(schema.getCustomerOutput)
    .query(({ ctx, input }) =>
      getCustomer(ctx.deps.db, { ...input, ...placeOf(ctx), now: ctx.deps.clock.now() }),
    ),

  change: staffProcedure('changeCustomers')
    .input(schema.changeCustomerInput)
    .output(schema.changeCustomerOutput)
    .mutation(({ ctx, input }) =>
      changeCustomer(ctx.deps, { ...input, organisationId: ctx.salon.organisationId, actor: ctx.actor }),
    ),

  addNote: staffProcedure('changeCustomers')
    .input(schema.addNoteInput)
    .output(schema.noteOutput)
    .mutation(async ({ ctx: { deps, salon, actor }, input }) => {
      await deps.inTransaction((tx) =>
        addNote(tx, { ...input, organisationId: salon.organisationId, actor }),
      );
      return { ok: true };
    }),

  changeNote: staffProcedure('changeCustomers')
    .input(schema.changeNoteInput)
    .output(schema.noteOutput)
    .mutation(async ({ ctx: { deps, salon, actor }, input }) => {
      await deps.inTransaction((tx) =>
        changeNote(tx, { ...input, organisationId: salon.organisationId, actor }),
      );
      return { ok: true };
    }),

  removeNote: staffProcedure('changeCustomers')
    .input(schema.removeNoteInput)
    .output(schema.noteOutput)
    .mutation(async ({ ctx: { deps, salon, actor }, input }) => {
      await deps.inTransaction((tx) =>
        removeNote(tx, { ...input, organisationId: salon.organisationId, actor }),
      );
      return { ok: true };
    }),

  recordConsent: staffProcedure('changeCustomers')
    .input(schema.recordConsentInput)
    .output(schema.recordConsentOutput)
    .mutation(({ ctx: { deps, salon, actor }, input }) =>
      deps.inTransaction((tx) =>
        recordConsent(tx, { ...input, organisationId: salon.organisationId, actor }),
      ),
    ),

  compare: staffProcedure('mergeCustomers')
    .input(schema.compareCustomersInput)
    .output(schema.compareCustomersOutput)
    .query(({ ctx: { deps, salon }, input }) =>
      compareCustomers(deps.db, {
        ...input,
        organisationId: salon.organisationId,
        now: deps.clock.now(),
      }),
    ),

  merge: staffProcedure('mergeCustomers')
    .input(schema.mergeCustomersInput)
    .output(schema.mergeCustomersOutput)
    .mutation(({ ctx: { deps, salon, actor }, input }) =>
      mergeCustomers(deps, { ...input, organisationId: salon.organisationId, actor }),
    ),

  export: staffProcedure('exportCustomers')
    .input(schema.exportCustomerInput)
    .output(schema.exportCustomerOutput)
    .mutation(({ ctx: { deps, salon, actor }, input }) =>
      exportCustomer(deps, { ...input, organisationId: salon.organisationId, actor }),
    ),

  erase: staffProcedure('eraseCustomers')
    .input(schema.eraseCustomerInput)
    .output(schema.eraseCustomerOutput)
    .mutation(({ ctx: { deps, salon, actor }, input }) =>
      eraseCustomer(deps, {
        ...input,
        organisationId: salon.organisationId,
        locale: salon.locale,
        actor,
      }),
    ),
});
