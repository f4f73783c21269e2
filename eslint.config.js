import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'coverage/', 'storybook-static/', '**/*.gen.ts'] },
  js.configs.recommended,
  ts.configs.strict,
  {
    rules: {
      // tsc says so too, and knows of arguments that only keep a place.
      '@typescript-eslint/no-unused-vars': 'off',
      // `status!` after a test of what sets it is shorter than a branch that cannot run.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['src/**', 'test/**', 'stories/**'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // Safari takes a list's role away together with its bullets.
      'lit-a11y/no-redundant-role': 'off',
      // A grid's keys are handled once, on the grid; the rule looks at one tag at a time.
      'lit-a11y/click-events-have-key-events': 'off',
    },
  },
  {
    files: ['test/**'],
    // Chai's way of asserting.
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['scripts/**', 'test/instrument/*.js', 'test/support/*.mjs', '*.config.*'],
    languageOptions: { globals: globals.node },
    rules: { 'no-unused-vars': 'error' },
  },
  {
    files: ['examples/**/*.js', 'test/browsers/*.js'],
    languageOptions: { globals: globals.browser },
  },
);
