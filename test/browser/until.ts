const EVERY_MS = 100;

/** Waits until something becomes true; says what it waited for when it does not. */
export const until = async (what: string, check: () => Promise<boolean>, withinMs = 10_000): Promise<void> => {
  const endMs = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > endMs) throw new Error(`waited ${withinMs / 1000} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
};
