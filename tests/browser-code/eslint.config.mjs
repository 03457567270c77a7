// Called from the project's root: `make lint-js`.
import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    rules: {
      // tsc knows what a browser has, and what Node has.
      "no-undef": "off",
      complexity: ["error", 12],
      curly: "error",
      eqeqeq: "error",
      "max-len": ["error", { code: 100, ignoreUrls: true, ignoreRegExpLiterals: true }],
      "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
      // The joiner takes out comments by whole lines.
      "no-restricted-syntax": [
        "error",
        {
          selector: "TemplateElement[value.raw=/\\n/]",
          message: "Join lines with \\n: a comment in a string over several lines would be lost.",
        },
      ],
    },
  },
  { files: ["tests/**"], rules: { "max-lines-per-function": "off" } },
];
