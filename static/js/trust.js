// The one place where an address becomes that of a script: under Trusted Types a page loads no other. Scripts take
// this in, and a page may have several that do.
const policy = (globalThis.sitegenTrust ??= globalThis.trustedTypes?.createPolicy("sitegen", {
  createScriptURL(address) {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError(`a foreign script: ${address}`);
    return address;
  },
}));

export const scriptAddress = (address) => (policy ? policy.createScriptURL(address) : address);
