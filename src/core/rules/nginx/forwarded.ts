/** One thing that an application behind a proxy learns from headers only. */
export interface ForwardedFact {
  readonly label: string;
  /** Headers that tell it, lower case. */
  readonly names: readonly string[];
  /** The directives that send it. */
  readonly lines: readonly string[];
}

export const facts = {
  host: {
    label: "the Host",
    names: ["host", "x-forwarded-host", "forwarded"],
    lines: ["proxy_set_header Host $host;"],
  },
  address: {
    label: "the visitor's address",
    names: ["x-forwarded-for", "x-real-ip", "forwarded", "x-client-ip", "true-client-ip", "cf-connecting-ip"],
    lines: [
      "proxy_set_header X-Real-IP $remote_addr;",
      "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
    ],
  },
  scheme: {
    label: "the scheme",
    names: [
      "x-forwarded-proto",
      "x-forwarded-scheme",
      "x-forwarded-protocol",
      "x-forwarded-ssl",
      "x-forwarded-https",
      "x-scheme",
      "x-url-scheme",
      "front-end-https",
      "forwarded",
    ],
    lines: ["proxy_set_header X-Forwarded-Proto $scheme;"],
  },
} as const satisfies Readonly<Record<string, ForwardedFact>>;
