import tseslint from 'typescript-eslint';

const LOOK = `CallExpression[callee.property.name=/^(${[
  'count|isVisible|isHidden|isEnabled|isDisabled|isChecked|isEditable|textContent|innerText',
  'innerHTML|inputValue|getAttribute|allInnerTexts|allTextContents',
].join('|')})$/]`;

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'coverage/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['.eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allow: ['bigint'] },
      ],
      eqeqeq: 'error',
      // For what Prettier cannot break: titles, texts, regular expressions, comments.
      'max-len': ['error', { code: 110, ignoreRegExpLiterals: false }],
      'max-lines': ['error', { max: 700 }],
    },
  },
  // A suite is a list of sentences: it may be longer than a program.
  { files: ['**/*.spec.ts'], rules: { 'max-lines': ['error', { max: 1000 }] } },
  // A page draws when its answers come: what is looked at once is there or not by the machine's speed.
  {
    files: ['test/browser/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `CallExpression[callee.name=expect] AwaitExpression > ${LOOK}`,
          message: 'Look until the page shows it: `sees(() => rows.count(), (it) => expect(it).toBe(1))`.',
        },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  // Its types are made of the server's own document, and checked there: test/client/client.it.spec.ts.
  { files: ['test/client/journey.ts'], extends: [tseslint.configs.disableTypeChecked] },
);
