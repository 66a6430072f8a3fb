/** Whether an address, `host:port`, is this machine alone. */
export const isLoopback = (address: string): boolean => /^(127\.|localhost:|\[::1\]:)/.test(address);
