/* global SwaggerUIBundle */
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

// Swagger UI leaves its selects and the body's editor without names for assistive technology.
const MISSING = [
  ['.content-type, .content-type-wrapper select', 'aria-label', 'Media type'],
  ['select', 'aria-label', 'Choice'],
  ['textarea', 'aria-label', 'Request body'],
  ['pre.microlight', 'tabindex', '0'],
];
const addMissing = () => {
  for (const [selector, name, value] of MISSING) {
    for (const element of document.querySelectorAll(selector)) {
      if (!element.hasAttribute(name)) element.setAttribute(name, value);
    }
  }
};
new MutationObserver(addMissing).observe(document.documentElement, { childList: true, subtree: true });

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  defaultModelsExpandDepth: 0,
  syntaxHighlight: { theme: 'monokai' },
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
