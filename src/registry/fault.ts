/** What a person can mend: commands tell its message and nothing of where it was thrown. */
export type RegistryFault = Error & { readonly code: 'registry' };

export const registryFault = (message: string, cause?: unknown): RegistryFault =>
  Object.assign(new Error(message, { cause }), { code: 'registry' as const });
