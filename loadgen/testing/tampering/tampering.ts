/**
 * What is done to a produce request: acknowledged and never stored; stored twice; stored after the next one;
 * one byte of one message changed, with a checksum that is right for it.
 */
export const tamperings = ["drop", "double", "swap", "flip"] as const;
export type Tampering = (typeof tamperings)[number];
