import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OURS = fileURLToPath(new URL('./docs-site/', import.meta.url));
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The files that render the OpenAPI document at /docs, by the path they are served at; all from our own origin. */
export const docsFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['/docs', join(OURS, 'index.html')],
    ['/docs/start.js', join(OURS, 'start.js')],
    ['/docs/site.css', join(OURS, 'site.css')],
    ['/docs/swagger-ui.css', join(SWAGGER_UI, 'swagger-ui.css')],
    ['/docs/swagger-ui-bundle.js', join(SWAGGER_UI, 'swagger-ui-bundle.js')],
    ['/docs/favicon-32x32.png', join(SWAGGER_UI, 'favicon-32x32.png')],
  ]);
