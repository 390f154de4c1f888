import { type ShellWord, toolOf } from "../../files/dockerfile/shell";
import { isLoopback } from "./server";

/** What makes a command accept what it cannot check. */
export interface InsecureOption {
  /** The option with its value: what has to go. */
  readonly words: readonly ShellWord[];
  /** What it does, as the end of a sentence that starts with the option. */
  readonly effect: string;
  readonly equivalents: readonly string[];
  /** The word that turns the check on in place of the last one; undefined when the option has to go. */
  readonly instead?: string;
  /** Without the option in a group such as `-fsSLk`; undefined when the word stands for it alone. */
  readonly rest?: string;
  /** What it lets through lies in the image already, or is checked otherwise. */
  readonly isMild?: boolean;
}

type Reader = (args: readonly ShellWord[]) => readonly InsecureOption[];

const anyCertificate = "accepts any certificate, so whoever sits in between decides what is downloaded";
const anySignature = "installs packages whose signature nobody checked";

const readers: Readonly<Record<string, Reader>> = {
  curl,
  wget: switches(["--no-check-certificate"], anyCertificate, ["checkov CKV2_DOCKER_3"]),
  apk: packages(["--allow-untrusted"], ["checkov CKV2_DOCKER_7"]),
  "apt-get": apt,
  apt,
  yum: rpmTools,
  dnf: rpmTools,
  microdnf: rpmTools,
  tdnf: rpmTools,
  "yum-config-manager": rpmTools,
  "dnf-config-manager": rpmTools,
  rpm,
  zypper: packages(["--no-gpg-checks", "--allow-unsigned-rpm"], []),
  npm: strictSsl,
  yarn: strictSsl,
  pnpm: strictSsl,
  git,
  conda: (args) => setting(args, /^ssl_verify$/, ["no", "false"], "true", []),
};

/** What makes `name` with `args` accept what it cannot check, in order. */
export function insecureOptions(name: string, args: readonly ShellWord[]): readonly InsecureOption[] {
  const tool = toolOf({ name });
  if (/^(pip(\d[\d.]*)?|uv)$/.test(tool)) return trustedHosts(args);
  const read = Object.hasOwn(readers, tool) ? readers[tool] : undefined;
  return read?.(args) ?? [];
}

function switches(names: readonly string[], effect: string, equivalents: readonly string[]): Reader {
  return (args) =>
    isOnlyLocal(args)
      ? []
      : args.flatMap((word) => (names.includes(word.text) ? { words: [word], effect, equivalents } : []));
}

/** Options of package managers: a file at hand is what the build put there itself. */
function packages(names: readonly string[], equivalents: readonly string[]): Reader {
  return (args) => {
    const isMild = isFilesOnly(args);
    return args.flatMap((word) =>
      names.includes(word.text) ? { words: [word], effect: anySignature, equivalents, isMild } : [],
    );
  };
}

function isFilesOnly(args: readonly ShellWord[]): boolean {
  const named = args.filter(({ text }) => !text.startsWith("-")).map(({ text }) => text);
  const files = named.filter((text) => /\.(apk|rpm|deb)$/.test(text) && !/^[a-z]+:\/\//.test(text));
  const verbs = named.filter((text) => /^(add|install|localinstall|reinstall|in|\.[\w-]+)$/.test(text));
  return files.length > 0 && files.length + verbs.length === named.length;
}

/** Short options of curl that take a value. */
const curlValues = "oHdXuAebcCEFKmPQrtTwxyYzD";

function curl(args: readonly ShellWord[]): readonly InsecureOption[] {
  if (isOnlyLocal(args)) return [];
  const found: InsecureOption[] = [];
  const base = { effect: anyCertificate, equivalents: ["checkov CKV2_DOCKER_2"] };
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word) break;
    if (word.text === "--insecure") found.push({ words: [word], ...base });
    const letters = /^-([A-Za-z0-9#]+)/.exec(word.text)?.[1] ?? "";
    const valued = [...letters].findIndex((letter) => curlValues.includes(letter));
    const own = valued < 0 ? letters : letters.slice(0, valued);
    if (own.includes("k")) {
      const rest = word.raw === "-k" ? {} : { rest: word.raw.replace("k", "") };
      found.push({ words: [word], ...base, ...rest });
    }
    if (valued >= 0 && valued === letters.length - 1) i++;
  }
  return found;
}

/** Whether every address is without TLS anyway, or on the machine itself. */
function isOnlyLocal(args: readonly ShellWord[]): boolean {
  const addresses = args.flatMap(({ text }) => {
    const match = /^(https?):\/\/(\[[^\]]*\]|[^/:?#]+)/.exec(text);
    return match ? [{ scheme: match[1], host: match[2] ?? "" }] : [];
  });
  return addresses.length > 0 && addresses.every(({ scheme, host }) => scheme === "http" || isLoopback(host));
}

function trustedHosts(args: readonly ShellWord[]): readonly InsecureOption[] {
  return args.flatMap((word, i): InsecureOption[] => {
    const match = /^--(?:trusted-host|allow-insecure-host)(?:=(.*))?$/.exec(word.text);
    if (!match) return [];
    const next = match[1] === undefined ? args[i + 1] : undefined;
    const host = match[1] ?? next?.text ?? "";
    if (host.includes("$") || isTrustworthy(host)) return [];
    return [
      {
        words: next ? [word, next] : [word],
        effect: `accepts any certificate of \`${host}\``,
        equivalents: ["checkov CKV2_DOCKER_4"],
      },
    ];
  });
}

/** Whether a host that is trusted without a certificate is the machine itself. */
export function isTrustworthy(host: string): boolean {
  return host === "" || host.split(/[\s,]+/).every((each) => isLoopback(each.replace(/:\d+$/, "")));
}

function apt(args: readonly ShellWord[]): readonly InsecureOption[] {
  const found: InsecureOption[] = [];
  for (const [i, word] of args.entries()) {
    const { text } = word;
    if (text === "--force-yes") {
      const equivalents = ["checkov CKV2_DOCKER_8", "checkov CKV2_DOCKER_11"];
      found.push({ words: [word], effect: anySignature, equivalents });
    } else if (/^--allow-(unauthenticated|insecure-repositories)$/.test(text)) {
      found.push({ words: [word], effect: anySignature, equivalents: ["checkov CKV2_DOCKER_8"] });
    }
    const attached = /^(?:-o=?|--option=)(\S+)/.exec(text)?.[1];
    const value = attached ?? (/^(-[a-z]*o|--option)$/.test(text) ? args[i + 1]?.text : undefined);
    const isSignature =
      /^(APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)=["']?(1|true|yes)/i.test(
        value ?? "",
      );
    const isPeer = /^Acquire::https(::[^=]+)?::Verify-(Peer|Host)=["']?(0|false|no)/i.test(value ?? "");
    const next = attached === undefined ? args[i + 1] : undefined;
    // A group such as `-yo` holds more than this one option.
    if ((isSignature || isPeer) && (attached !== undefined || /^(-o|--option)$/.test(text)))
      found.push({
        words: next ? [word, next] : [word],
        effect: isPeer ? anyCertificate : anySignature,
        equivalents: [],
      });
  }
  return found;
}

function rpmTools(args: readonly ShellWord[]): readonly InsecureOption[] {
  const values: Readonly<Record<string, string>> = {
    0: "1",
    false: "true",
    False: "True",
    no: "yes",
    No: "yes",
  };
  const certificates = args.flatMap((word): InsecureOption[] => {
    const match = /^(?:--setopt=)?(?:\S*\.)?sslverify=(0|false|no)$/i.exec(word.text);
    const instead = values[match?.[1] ?? ""];
    if (!match || !instead) return [];
    return [{ words: [word], effect: anyCertificate, equivalents: ["checkov CKV2_DOCKER_15"], instead }];
  });
  return [...packages(["--nogpgcheck", "--no-gpgchecks"], ["checkov CKV2_DOCKER_9"])(args), ...certificates];
}

function rpm(args: readonly ShellWord[]): readonly InsecureOption[] {
  if (args.some(({ text }) => /^(-[qVe]|--(query|verify|erase)$)/.test(text))) return [];
  const unchecked = ["--nodigest", "--nosignature", "--noverify", "--nofiledigest"];
  return [
    ...packages(["--nogpgcheck"], ["checkov CKV2_DOCKER_9"])(args),
    ...packages(unchecked, ["checkov CKV2_DOCKER_10"])(args),
  ];
}

function strictSsl(args: readonly ShellWord[]): readonly InsecureOption[] {
  const plain = args.flatMap((word): InsecureOption[] =>
    /^--(no-strict-ssl|strict-ssl=false)$/.test(word.text)
      ? [{ words: [word], effect: anyCertificate, equivalents: [] }]
      : [],
  );
  const verbs = args.filter(({ text }) => !text.startsWith("-")).map(({ text }) => text);
  const isSet = verbs[0] === "set" || (/^(c|config)$/.test(verbs[0] ?? "") && verbs[1] === "set");
  const equivalents = ["checkov CKV2_DOCKER_13"];
  return isSet
    ? [...plain, ...setting(args, /^(strict-ssl|enableStrictSsl)$/, ["false"], "true", equivalents)]
    : plain;
}

function git(args: readonly ShellWord[]): readonly InsecureOption[] {
  return setting(args, /^http\.(\S+\.)?sslverify$/i, ["false", "0", "no", "off"], "true", []);
}

/** `name value` or `name=value` among `args`, with a value that turns a check off. */
function setting(
  args: readonly ShellWord[],
  name: RegExp,
  off: readonly string[],
  instead: string,
  equivalents: readonly string[],
): readonly InsecureOption[] {
  return args.flatMap((word, i): InsecureOption[] => {
    const [key = "", value] = word.text.split("=", 2);
    if (!name.test(key)) return [];
    const next = value === undefined ? args[i + 1] : undefined;
    if (!off.includes((value ?? next?.text ?? "").toLowerCase())) return [];
    return [{ words: next ? [word, next] : [word], effect: anyCertificate, equivalents, instead }];
  });
}
