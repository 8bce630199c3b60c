import { PROBLEM_KINDS, type ProblemKind } from './problem-kinds.ts';

/** True for the name of a kind of problem. */
export const isProblemKind = (name: string): name is ProblemKind => Object.hasOwn(PROBLEM_KINDS, name);

/** What a kind of problem means, as a page for a person. */
export const problemPage = (kind: ProblemKind): string => {
  const { status, title, meaning } = PROBLEM_KINDS[kind];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - Sluice</title>
<main>
<h1>${title}</h1>
<p>Status ${status}, <code>/problems/${kind}</code></p>
<p>${meaning}</p>
<p><a href="/docs">API documentation</a></p>
</main>
</html>
`;
};
