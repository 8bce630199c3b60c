/** Starts the emulator when none answers. What an earlier run deployed is forgotten: the emulator may be another. */
// biome-ignore lint/style/noDefaultExport: Jest takes the default.
export default async () => {
  const { startEmulator } = await import('../../src/deploy/emulator.ts');
  const { forgetDeployment } = await import('./the-deployment.ts');
  const { started } = await startEmulator((text) => console.log(text));
  await forgetDeployment();
  globalThis.__EMULATOR_STARTED__ = started;
  process.env.EMULATOR_IS_OURS = started ? 'yes' : 'no';
};
