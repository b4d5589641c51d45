import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Bans that hold wherever nothing else is said. A file group that lifts one lists the rest again. */
const bans = {
  rawTransaction: {
    selector: "CallExpression[callee.property.name='$transaction']",
    message: 'Use inTransaction of server/platform/tx.ts: it sets timeouts, reads the time and retries.',
  },
  newDate: {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is a parameter: take `now`, or a Clock outside transactions.',
  },
  dateNow: {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time is a parameter: take `now`, or a Clock outside transactions.',
  },
  rawForm: {
    selector: "CallExpression[callee.property.name='formData']",
    message: 'Use readForm of app/read-form.server.ts: a body that is no form is no fault.',
  },
  roleCompared: {
    selector: "BinaryExpression[operator=/^[!=]==$/] > MemberExpression[property.name='role']",
    message: 'Who may do what stands in rights.schema.ts alone: ask hasRight.',
  },
  temporalNow: {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'Time is a parameter: take `now`, or a Clock outside transactions.',
  },
};

/**
 * @param {...{ selector: string, message: string }} selectors
 * @returns {['error', ...{ selector: string, message: string }[]]}
 */
const ban = (...selectors) => ['error', ...selectors];

export default tseslint.config(
  { ignores: ['build/', 'build-*/', '.data/', 'server/generated/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-syntax': ban(
        bans.rawTransaction,
        bans.rawForm,
        bans.newDate,
        bans.dateNow,
        bans.temporalNow,
      ),
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Functions are taken out of plain objects here; nothing depends on `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Remix throws responses and redirects.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: ['Response', 'TypedResponse', 'DataWithResponseInit'] },
      ],
      // An async function that promises an interface, without waiting in this one implementation, is fine.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // The one place where time comes from, and the one transaction helper.
    files: ['server/platform/**'],
    rules: { 'no-restricted-syntax': ban(bans.rawTransaction) },
  },
  {
    files: ['server/platform/tx.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Scripts wait and measure on the real clock; tests race real transactions, and what they throw is their own.
    files: ['scripts/**', 'e2e/**', '**/*.test.{ts,tsx}', '*.config.{ts,js}'],
    rules: {
      'no-restricted-syntax': 'off',
      'no-console': 'off',
      // Playwright's fixtures must destructure, also when they need nothing.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['server/index.ts', 'server/worker.ts', 'app/entry.server.tsx'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['app/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-syntax': ban(
        bans.rawTransaction,
        bans.rawForm,
        bans.newDate,
        bans.dateNow,
        bans.temporalNow,
        bans.roleCompared,
      ),
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: String.raw`^(#server/(?!texts/)(?!.*\.schema\.ts$)|.*\.\./server/|#prisma/|#scripts/)`,
              allowTypeImports: true,
              message:
                'app/ takes types, *.schema.ts and #server/texts/* from the server, and all else from context.api.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['server/**', 'prisma/**', 'scripts/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(#app/|.*/app/)', message: 'The server does not know the pages.' }] },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        SharedArrayBuffer: 'readonly',
        Atomics: 'readonly',
      },
    },
  },
);
