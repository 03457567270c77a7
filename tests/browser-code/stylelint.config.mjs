export default {
  extends: ["stylelint-config-standard"],
  rules: {
    "declaration-block-single-line-max-declarations": 1,
    // The theme's own names are of the form block__element--modifier.
    "selector-class-pattern": "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:__[a-z0-9-]+)?(?:--[a-z0-9-]+)?$",
    "selector-id-pattern": "^(?:__)?[a-z][a-z0-9-]*$",
    // Files are read by subject; what overrides what is said by their order in main.html.
    "no-descending-specificity": null,
  },
};
