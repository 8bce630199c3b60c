/** An ensemble of binary trees as typed arrays; see read-onnx.ts for how it comes from an ONNX file. */
export type { Trees } from './trees.ts';

/** What ships beside the ONNX file: the contract between training and scoring. */
export type Manifest = {
  /** Short digest (first 12 hex digits of SHA-256) of the ONNX file. */
  readonly version: string;
  /** SHA-256 of the ONNX file, hex. */
  readonly digest: string;
  /** Digest of the feature list's names, meanings and units; must equal that of the code. */
  readonly featuresVersion: string;
  /** Ordered names of the model's inputs. */
  readonly features: readonly string[];
  /** probability = sigmoid(slope * rawScore + intercept), rawScore in log-odds. */
  readonly calibration: { readonly slope: number; readonly intercept: number };
  /** Raw score before any tree. */
  readonly baseScore: number;
  readonly trees: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly trainedAt: string;
};
