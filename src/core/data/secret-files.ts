/** Why a file should not become part of an image. */
export interface SecretFile {
  /** As a sentence goes on: "a private key". */
  readonly what: string;
  /** How sure the name is: with `maybe` the content decides, where it can be read. */
  readonly certainty: "sure" | "maybe";
}

const examples =
  /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?|schema|vault|encrypted|enc)(?:[._-]|$)/;
/** Certificates and keys that are handed out: everybody may have them. */
const published =
  /(?:^|[._-])(?:public|pub|ca|cas|cacerts?|cert|certs|certificate|crt|chain|fullchain|bundle|root|intermediate|trust|trusted|dhparams?|dh|dh\d+|gpg|pgp|signing|archive|keyring|repo|repository|release|apt|yum|rpm)(?:[._-]|$)|rootca|cabundle|globalbundle/;

/** Folders that hold the credentials of a person or the history of a project. */
const folders: Readonly<Record<string, string>> = {
  ".aws": "the credentials of an AWS account",
  ".ssh": "the SSH keys of a person",
  ".gnupg": "the keys of a person",
  ".kube": "the credentials of a cluster",
  ".git": "every version of every file",
};

const files: readonly (readonly [name: RegExp, what: string, certainty: SecretFile["certainty"]])[] = [
  [/^\.env(?:\.local|\.[\w-]+\.local|\*)?$/, "the variables of one installation", "sure"],
  [/^\.env\./, "the variables of one installation", "maybe"],
  [/^id_(?:rsa|dsa|ecdsa|ed25519)[\w*-]*$/, "a private SSH key", "sure"],
  [/\.(?:pem|key|p12|pfx)$/, "a private key", "sure"],
  [/^\.npmrc\*?$/, "the token of a registry", "maybe"],
  [/^[._](?:pypirc|netrc)\*?$/, "the password of a registry or host", "sure"],
  [/service[-_]?account[\w*.-]*\.json$/, "the key of a service account", "maybe"],
];

/** What the file or folder at `path` would give away by its name; undefined for all others. `*` may stand in it. */
export function secretFile(path: string): SecretFile | undefined {
  const parts = path.toLowerCase().split("/");
  const name = parts.at(-1) ?? "";
  const folder = parts.find((part) => Object.hasOwn(folders, part));
  if (folder !== undefined) return { what: folders[folder] ?? "", certainty: "sure" };
  if (examples.test(name)) return undefined;
  const found = files.find(([pattern]) => pattern.test(name));
  if (!found) return undefined;
  const isKey = /\.(?:pem|key|p12|pfx)$/.test(name);
  // `ca-key.pem` is the key of an authority, `ca.pem` its certificate.
  if (isKey && published.test(name) && !/priv/.test(name) && !/[._-]key\.(?:pem|p12|pfx)$/.test(name)) {
    return undefined;
  }
  return { what: found[1], certainty: found[2] };
}

/** Whether `path` is a file of environment variables that is meant for one installation, by its name. */
export function isEnvFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^\.env(?:\.|$)/.test(name) && !examples.test(name);
}
