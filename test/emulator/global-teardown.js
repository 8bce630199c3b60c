/** Stops the emulator that this run started, and no other. */
// biome-ignore lint/style/noDefaultExport: Jest takes the default.
export default async () => {
  const { stopEmulator } = await import('../../src/deploy/emulator.ts');
  if (globalThis.__EMULATOR_STARTED__) await stopEmulator();
};
