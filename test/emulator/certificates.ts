import { generate } from 'selfsigned';

export type ServerCertificate = {
  /** Of the authority that signed it, PEM: what a client has to trust. */
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
};

const LOOPBACK = { type: 7, ip: '127.0.0.1' } as const;
const COMMON = { algorithm: 'sha256', keyType: 'ec', curve: 'P-256' } as const;

/** A certificate for a web server on loopback, signed by an authority that exists for nothing else. */
export const loopbackCertificate = async (): Promise<ServerCertificate> => {
  const authority = await generate([{ name: 'commonName', value: 'Sluice test authority' }], {
    ...COMMON,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    ...COMMON,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [LOOPBACK] },
    ],
  });
  return { authority: authority.cert, cert: server.cert, key: server.private };
};
