export default {
  extends: ["stylelint-config-standard"],
  rules: {
    "declaration-block-single-line-max-declarations": 1,
    // The theme's own names are of the form block__element--modifier.
    "selector-class-pattern": "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:__[a-z0-9-]+)?(?:--[a-z0-9-]+)?$",
    "custom-property-pattern": "^(?:[a-z][a-z0-9]*)(?:--?[a-z0-9]+)*$",
    "selector-id-pattern": "^(?:__)?[a-z][a-z0-9-]*$",
    // Files are read by subject; what overrides what is said by their order in main.html.
    "no-descending-specificity": null,
    // Browsers of older phones know neither ranges nor these two properties without a prefix.
    "media-feature-range-notation": "prefix",
    "property-no-vendor-prefix": [true, { ignoreProperties: ["mask-image", "print-color-adjust"] }],
    // The theme changes its layout at 45em less a 64th of a pixel, and so do we.
    "number-max-precision": 6,
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--.*font-family$/", "font-family"] }],
  },
};
