import type { ImageReference } from "../files/dockerfile/image-reference";

/** State of the list below. */
export const as_of = "2026-11-20";

/** Official images whose Dockerfiles set no WORKDIR, so that instructions run in `/` unless one is set. */
const atRoot = new Set(
  `almalinux alpine amazoncorretto amazonlinux archlinux bash buildpack-deps busybox centos debian eclipse-temurin
  fedora nginx node openjdk oraclelinux python rockylinux ruby rust sapmachine scratch ubuntu`.split(/\s+/),
);

/** Whether the image is known to leave the working folder at `/`. */
export function startsAtRoot({ official }: ImageReference): boolean {
  return official !== undefined && atRoot.has(official);
}
