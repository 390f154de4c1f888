/** Takes the place of `programs` in the bundle for a browser, where there are none. */
type Programs = typeof import("./programs");

export const canStartPrograms: Programs["canStartPrograms"] = false;

export const programOnPath: Programs["programOnPath"] = async () => undefined;

export const isProgram: Programs["isProgram"] = async () => false;

export const runProgram: Programs["runProgram"] = async () => ({
  how: "failed",
  reason: "a browser starts no programs",
});
