/** Starts the emulator when none answers. */
// biome-ignore lint/style/noDefaultExport: Jest takes the default.
export default async () => {
  const { startEmulator } = await import('../../src/deploy/emulator.ts');
  const { started } = await startEmulator((text) => console.log(text));
  globalThis.__EMULATOR_STARTED__ = started;
};
