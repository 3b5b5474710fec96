// What ESLint finds in the scripts of boxes, of demo pages, and of tests.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["tests/node_modules/", "tests/output/", "tests/fixtures/", "www/wordpress/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "no-else-return": "error",
      // The fixtures of Playwright that need no others take `{}`.
      "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }],
      "no-implicit-coercion": "error",
      "no-lonely-if": "error",
      "no-throw-literal": "error",
      "no-unneeded-ternary": "error",
      "no-unused-expressions": ["error", { allowShortCircuit: true }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-useless-rename": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", { ignoreReadBeforeAssign: true }],
      radix: "error",
    },
  },
  // Classic scripts.
  {
    files: [
      "src/embed/loader.js",
      "src/embed/frame.js",
      "src/cli/serve/changes.js",
      "src/cli/preview/preview.js",
    ],
    languageOptions: {
      sourceType: "script",
      globals: { DEFAULT_LINK_TEXT: "readonly", LINK_TEXTS: "readonly" },
    },
    rules: { strict: ["error", "function"] },
  },
  // They run in Node, and have functions in them that run in a page, beside axe or in WordPress.
  {
    files: ["tests/**/*.mjs"],
    languageOptions: {
      globals: { ...globals.node, ...globals.browser, axe: "readonly", wp: "readonly" },
    },
  },
];
