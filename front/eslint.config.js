import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "src/api/schema.d.ts", "public/*.js"] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  a11y.flatConfigs.strict,
  hooks.configs.flat["recommended-latest"],
  {
    rules: {
      "no-console": "error",
      "no-irregular-whitespace": [
        "error",
        { skipStrings: true, skipTemplates: true, skipJSXText: true, skipRegExps: true },
      ],
      "max-lines": ["error", 250],
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Texts are shown as text.",
        },
      ],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
    },
  },
  {
    files: ["src/offline/worker.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "__VERSION__",
          "__SHELL__",
          "AbortSignal",
          "Headers",
          "Response",
          "URL",
          "caches",
          "fetch",
          "self",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["build/**", "*.js", "*.ts"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
    rules: { "no-console": "off" },
  },
);
