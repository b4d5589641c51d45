-- Accounts of staff: invitations and new passwords by a link, and a second factor.

CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation_id" UUID NOT NULL,
    "salon_id" UUID,
    "role" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "link_version" INTEGER NOT NULL DEFAULT 1,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "taken_back_at" TIMESTAMPTZ(6),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT invitations_role_check CHECK (role IN ('owner', 'manager', 'staff')),
    CONSTRAINT invitations_email_check CHECK (email = lower(email)),
    CONSTRAINT invitations_link_version_check CHECK (link_version BETWEEN 1 AND 65535),
    CONSTRAINT invitations_one_end_check CHECK (accepted_at IS NULL OR taken_back_at IS NULL)
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");
CREATE INDEX "invitations_organisation_id_idx" ON "invitations"("organisation_id");
CREATE INDEX "invitations_expires_at_idx" ON "invitations"("expires_at");
-- An address is asked once for a place; asking again is the same invitation with a new link.
CREATE UNIQUE INDEX invitations_one_open_per_scope ON invitations (organisation_id, salon_id, email) NULLS NOT DISTINCT
  WHERE accepted_at IS NULL AND taken_back_at IS NULL;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_salon_id_fkey" FOREIGN KEY ("salon_id") REFERENCES "salons"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_fkey" FOREIGN KEY ("invited_by") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One for each account: a new one takes the place of the old.
CREATE TABLE "password_resets" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "password_resets_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "password_resets_user_id_key" ON "password_resets"("user_id");
CREATE UNIQUE INDEX "password_resets_token_hash_key" ON "password_resets"("token_hash");
CREATE INDEX "password_resets_expires_at_idx" ON "password_resets"("expires_at");
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- `confirmed_at` is null while it is being set up: it asks nobody for a code until then.
CREATE TABLE "second_factors" (
    "user_id" UUID NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(6),
    "last_step" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "recovery_codes" (
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("user_id","code_hash")
);
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "second_factors"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who has given the right password, and owes the code.
CREATE TABLE "login_challenges" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "login_challenges_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "login_challenges_token_hash_key" ON "login_challenges"("token_hash");
CREATE INDEX "login_challenges_user_id_idx" ON "login_challenges"("user_id");
CREATE INDEX "login_challenges_expires_at_idx" ON "login_challenges"("expires_at");
ALTER TABLE "login_challenges" ADD CONSTRAINT "login_challenges_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Messages to staff are about no customer, and are no salon's: its log and its reports show what customers were sent.
ALTER TABLE messages
  ALTER COLUMN salon_id DROP NOT NULL,
  ADD COLUMN invitation_id uuid,
  ADD COLUMN password_reset_id uuid,
  ADD CONSTRAINT messages_salon_check
    CHECK ((salon_id IS NULL) = (template IN ('staff_invitation', 'password_reset')));
ALTER TABLE "messages" ADD CONSTRAINT "messages_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "messages" ADD CONSTRAINT "messages_password_reset_id_fkey" FOREIGN KEY ("password_reset_id") REFERENCES "password_resets"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "messages_invitation_id_idx" ON "messages"("invitation_id");
CREATE INDEX "messages_password_reset_id_idx" ON "messages"("password_reset_id");

DROP TRIGGER messages_feed ON messages;
CREATE TRIGGER messages_feed AFTER UPDATE OF status ON messages
  FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status AND NEW.salon_id IS NOT NULL) EXECUTE FUNCTION record_change();
