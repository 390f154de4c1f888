/**
 * When release lines stop getting security fixes. Source: https://endoflife.date (MIT), one page per product
 * (`/api/v1/products/<name>`), with the policy pages it links to.
 *
 * To refresh: for each product take `eolFrom` of every cycle as `end` and `eoesFrom` as `extended`, add new cycles on
 * top, set `current` to a line with years of support left that libraries have caught up with, check `variants` against
 * the tags of the image, and move `as_of`. Leave `end` out while no date is announced: a cycle without one
 * is never reported. A month without a day stands as its last day.
 */
export const as_of = "2026-09-05";

export interface Cycle {
  /** `3.11`, `18`. */
  readonly cycle: string;
  /** The last day with security fixes for everybody; undefined while none is announced. */
  readonly end: string | undefined;
  /** The last day with security fixes from a long-term team or for subscribers. */
  readonly extended?: string;
  readonly codename?: string;
}

export interface Product {
  readonly title: string;
  /** Newest first. Lines older than the last one have ended before it. */
  readonly cycles: readonly Cycle[];
  /** The tag that starts the line to move to: supported, and settled enough to recommend. */
  readonly current: string;
  /** Parts of tags that the image publishes for `current`, besides the bare tag. */
  readonly variants: readonly string[];
  /** Holds data in the format of its version: an upgrade needs more than another tag. */
  readonly isStateful?: true;
}

/** Reads `cycle end [extended] [codename]`, one cycle a line; `-` for an end that is not announced. */
function cycles(table: string): Cycle[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [cycle = "", end = "-", ...more] = line.trim().split(/ +/);
      const extended = more.find((word) => /^\d/.test(word));
      const codename = more.find((word) => /^[a-z]/.test(word));
      return {
        cycle,
        end: end === "-" ? undefined : end,
        ...(extended === undefined ? {} : { extended }),
        ...(codename === undefined ? {} : { codename }),
      };
    });
}

/** By the name of the Docker official image. */
export const products: Readonly<Record<string, Product>> = {
  python: {
    title: "Python",
    current: "3.13",
    variants: ["slim", "alpine", "bookworm", "trixie"],
    cycles: cycles(`
      3.14 2030-10-31
      3.13 2029-10-31
      3.12 2028-10-31
      3.11 2027-10-31
      3.10 2026-10-31
      3.9 2025-10-31
      3.8 2024-10-07
      3.7 2023-06-27
      3.6 2021-12-23
      3.5 2020-09-30
      3.4 2019-03-18
      3.3 2017-09-29
      3.2 2016-02-20
      3.1 2012-04-09
      3.0 2009-06-27
      2.7 2020-01-01
      2.6 2013-10-29`),
  },
  node: {
    title: "Node.js",
    current: "24",
    variants: ["slim", "alpine", "bookworm", "trixie"],
    cycles: cycles(`
      26 2029-04-30 lithium
      25 2026-06-01
      24 2028-04-30 krypton
      23 2025-06-01
      22 2027-04-30 jod
      21 2024-06-01
      20 2026-04-30 iron
      19 2023-06-01
      18 2025-04-30 hydrogen
      17 2022-06-01
      16 2023-09-11 gallium
      15 2021-06-01
      14 2023-04-30 fermium
      13 2020-06-01
      12 2022-04-30 erbium
      11 2019-06-30
      10 2021-04-30 dubnium
      9 2018-06-30
      8 2019-12-31 carbon
      7 2017-06-30
      6 2019-04-30 boron
      5 2016-06-30
      4 2018-04-30 argon`),
  },
  golang: {
    title: "Go",
    current: "1.26",
    variants: ["alpine", "bookworm", "trixie"],
    cycles: cycles(`
      1.27 -
      1.26 -
      1.25 2026-08-18
      1.24 2026-02-28
      1.23 2025-08-12
      1.22 2025-02-11
      1.21 2024-08-13
      1.20 2024-02-06
      1.19 2023-09-06
      1.18 2023-02-01
      1.17 2022-08-02
      1.16 2022-03-15
      1.15 2021-08-16
      1.14 2021-02-16
      1.13 2020-08-11
      1.12 2020-02-25
      1.11 2019-09-03
      1.10 2019-02-25`),
  },
  ruby: {
    title: "Ruby",
    current: "3.4",
    variants: ["slim", "alpine", "bookworm", "trixie"],
    cycles: cycles(`
      4.0 2029-03-31
      3.4 2028-03-31
      3.3 2027-03-31
      3.2 2026-03-31
      3.1 2025-03-31
      3.0 2024-04-23
      2.7 2023-03-31
      2.6 2022-03-31
      2.5 2021-03-31
      2.4 2020-03-31
      2.3 2019-03-31
      2.2 2018-03-31
      2.1 2017-03-31`),
  },
  php: {
    title: "PHP",
    current: "8.4",
    variants: ["cli", "fpm", "apache", "zts", "alpine", "bookworm", "trixie"],
    cycles: cycles(`
      8.5 2029-12-31
      8.4 2028-12-31
      8.3 2027-12-31
      8.2 2026-12-31
      8.1 2025-12-31
      8.0 2023-11-26
      7.4 2022-11-28
      7.3 2021-12-06
      7.2 2020-11-30
      7.1 2019-12-01
      7.0 2019-01-10
      5.6 2018-12-31
      5.5 2016-07-21
      5.4 2015-09-14
      5.3 2014-08-14`),
  },
  nginx: {
    title: "nginx",
    // The project keeps one stable line at a time and retires it every April: the tag that follows it never ends.
    current: "stable",
    variants: ["alpine", "slim", "perl", "otel", "bookworm", "trixie"],
    cycles: cycles(`
      1.31 -
      1.30 -
      1.29 2026-05-13
      1.28 2026-04-14
      1.27 2025-06-24
      1.26 2025-04-23
      1.25 2024-05-29
      1.24 2024-04-23
      1.23 2023-05-23
      1.22 2023-04-11
      1.21 2022-06-21
      1.20 2022-05-24
      1.19 2021-05-25
      1.18 2021-04-20
      1.17 2020-05-26
      1.16 2020-04-20
      1.14 2019-04-23`),
  },
  postgres: {
    title: "PostgreSQL",
    current: "18",
    variants: ["alpine", "bookworm", "trixie"],
    isStateful: true,
    cycles: cycles(`
      18 2030-11-14
      17 2029-11-08
      16 2028-11-09
      15 2027-11-11
      14 2026-11-12
      13 2025-11-13
      12 2024-11-14
      11 2023-11-09
      10 2022-11-10
      9.6 2021-11-11
      9.5 2021-02-11
      9.4 2020-02-13
      9.3 2018-11-08`),
  },
  mysql: {
    title: "MySQL",
    current: "8.4",
    variants: ["oracle", "oraclelinux9"],
    isStateful: true,
    cycles: cycles(`
      9.7 -
      9.6 2026-04-21
      9.5 2026-01-20
      9.4 2025-10-21
      9.3 2025-07-22
      9.2 2025-04-15
      9.1 2025-01-21
      9.0 2024-10-15
      8.4 2032-04-30
      8.3 2024-04-10
      8.2 2023-12-14
      8.1 2023-10-25
      8.0 2026-04-30
      5.7 2023-10-31
      5.6 2021-02-28
      5.5 2018-12-31`),
  },
  mariadb: {
    title: "MariaDB",
    current: "11.8",
    variants: ["noble", "ubi"],
    isStateful: true,
    cycles: cycles(`
      12.3 -
      11.8 2028-06-04
      11.4 2029-05-29
      11.3 2024-05-29
      11.2 2024-11-21
      11.1 2024-08-21
      11.0 2024-06-06
      10.11 2028-02-16
      10.10 2023-11-17
      10.9 2023-08-22
      10.8 2023-05-20
      10.7 2023-02-09
      10.6 2026-07-06
      10.5 2025-06-24
      10.4 2024-06-18
      10.3 2023-05-25
      10.2 2022-05-23
      10.1 2020-10-17
      10.0 2019-03-31
      5.5 2020-04-11`),
  },
  redis: {
    title: "Redis",
    current: "8",
    variants: ["alpine"],
    cycles: cycles(`
      8.8 -
      8.6 -
      8.4 -
      8.2 2030-09-01
      8.0 2026-12-01
      7.4 2029-12-01
      7.2 2029-12-01
      7.0 2024-07-29
      6.2 2027-04-01
      6.0 2022-05-31
      5.0 2022-04-27`),
  },
  alpine: {
    title: "Alpine Linux",
    current: "3.23",
    variants: [],
    cycles: cycles(`
      3.24 -
      3.23 2027-11-01
      3.22 2027-05-01
      3.21 2026-11-01
      3.20 2026-04-01
      3.19 2025-11-01
      3.18 2025-05-09
      3.17 2024-11-22
      3.16 2024-05-23
      3.15 2023-11-01
      3.14 2023-05-01
      3.13 2022-11-01
      3.12 2022-05-01
      3.11 2021-11-01
      3.10 2021-05-01
      3.9 2020-11-01
      3.8 2020-05-01
      3.7 2019-11-01
      3.6 2019-05-01
      3.5 2018-11-01
      3.4 2018-05-01
      3.3 2017-11-01`),
  },
  debian: {
    title: "Debian",
    current: "13",
    variants: ["slim"],
    cycles: cycles(`
      13 2028-08-09 2030-06-30 trixie
      12 2026-06-10 2028-06-30 bookworm
      11 2024-08-14 2026-08-31 bullseye
      10 2022-09-10 2024-06-30 buster
      9 2020-07-18 2022-07-01 stretch
      8 2018-06-17 2020-06-30 jessie
      7 2016-04-25 2018-05-31 wheezy`),
  },
  ubuntu: {
    title: "Ubuntu",
    current: "24.04",
    variants: [],
    cycles: cycles(`
      26.04 2031-04-30 2036-04-30 resolute
      25.10 2026-07-01 questing
      25.04 2026-01-17 plucky
      24.10 2025-07-10 oracular
      24.04 2029-05-31 2036-05-31 noble
      23.10 2024-07-12 mantic
      23.04 2024-01-20 lunar
      22.10 2023-07-20 kinetic
      22.04 2027-04-01 2032-04-09 jammy
      21.10 2022-07-14 impish
      21.04 2022-01-20 hirsute
      20.10 2021-07-22 groovy
      20.04 2025-05-31 2030-04-02 focal
      19.10 2020-07-06 eoan
      19.04 2020-01-23 disco
      18.10 2019-07-18 cosmic
      18.04 2023-05-31 2028-04-01 bionic
      17.10 2018-07-19 artful
      17.04 2018-01-13 zesty
      16.10 2017-07-20 yakkety
      16.04 2021-04-02 2026-04-02 xenial
      15.10 2016-07-28 wily
      14.04 2019-04-02 2024-04-02 trusty
      12.04 2017-04-28 2019-04-26 precise`),
  },
};
