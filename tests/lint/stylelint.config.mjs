// What Stylelint finds in the styles of boxes, of the page in a frame, and of demo pages.
export default {
  extends: "stylelint-config-standard",
  rules: {
    "custom-property-pattern": "^[a-z0-9-]+$",
    "declaration-empty-line-before": null,
    "custom-property-empty-line-before": null,
    // `width >= 62rem` is younger than the oldest engine that we test.
    "media-feature-range-notation": "prefix",
    "no-descending-specificity": null,
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--/"] }],
  },
  overrides: [
    {
      files: ["../../src/components/*.css"],
      rules: {
        // The box is in pages of others: all that it names begins with its letters, and private
        // properties with `_`.
        "custom-property-pattern": "^_?cfb-[a-z0-9-]+$",
        "selector-class-pattern": "^cfb(-[a-z0-9-]+)?$",
        "selector-max-id": 0,
      },
    },
  ],
};
