/** A fault that its message tells whole: the command ends with it and without a stack. */
export const faultOf = (message: string): Error => Object.assign(new Error(message), { code: 'bench' });
