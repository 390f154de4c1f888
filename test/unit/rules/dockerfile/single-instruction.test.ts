import { singleInstruction } from "../../../../src/core/rules/dockerfile/single-instruction";
import { testRule } from "../../../support/rule-tester";

testRule(singleInstruction, {
  valid: [
    { title: "none", code: "FROM scratch\n" },
    { title: "one of each", code: 'FROM scratch\nENTRYPOINT ["/a"]\nCMD ["/b"]\nHEALTHCHECK CMD ["/c"]\n' },
    { title: "one a stage", code: "FROM debian AS a\nCMD bash\nRUN foo\nFROM debian AS b\nCMD another\n" },
    {
      title: "one health check a stage",
      code: "FROM scratch\nHEALTHCHECK CMD /a\nFROM scratch\nHEALTHCHECK CMD /b\n",
    },
    {
      title: "a stage that overrides its parent",
      code: 'FROM scratch AS a\nENTRYPOINT ["/a"]\nCMD ["/a"]\nHEALTHCHECK CMD ["/a"]\n\nFROM a AS b\nENTRYPOINT ["/b"]\nCMD ["/b"]\nHEALTHCHECK CMD ["/b"]\n',
    },
    { title: "a trigger", code: "FROM scratch\nONBUILD CMD /a\nCMD /b\n" },
    { title: "the CMD of a health check", code: "FROM scratch\nHEALTHCHECK CMD /a\nCMD /b\n" },
    { title: "one that is being typed above", code: 'FROM scratch\nCMD ["node", "ser\nCMD ["node"]\n' },
    {
      title: "one that is being typed below",
      code: 'FROM scratch\nCMD ["node"]\nCMD\nHEALTHCHECK CMD /a\nHEALTHCHECK --interval=1s\n',
    },
    {
      title: "a line that is being typed inside another",
      code: 'FROM scratch\nHEALTHCHECK --interval=1s \\\nRUN ec\n  CMD ["a"]\nCMD ["b"]\n',
    },
    { title: "a heredoc that is still open", code: "FROM scratch\nRUN <<EOF\nCMD a\nCMD b\n" },
    { title: "a comment of hadolint", code: "FROM scratch\n# hadolint ignore=DL4003\nCMD /a\nCMD /b\n" },
  ],
  invalid: [
    {
      title: "with blank lines around it",
      code: "FROM debian\n\n«CMD» bash\n\nRUN foo\nCMD another\n",
      fixed: "FROM debian\n\nRUN foo\nCMD another\n",
    },
    {
      title: "with something between",
      code: "FROM debian\n«CMD» bash\nRUN foo\nCMD another\n",
      severity: "warning",
      fixed: "FROM debian\nRUN foo\nCMD another\n",
    },
    {
      title: "each kind",
      code: 'FROM scratch\n«ENTRYPOINT» ["/a"]\nENTRYPOINT ["/b"]\n«CMD» ["/a"]\nCMD ["/b"]\n«HEALTHCHECK» CMD ["/a"]\nHEALTHCHECK CMD ["/b"]\n',
    },
    {
      title: "each kind around a heredoc",
      code: 'FROM scratch\n«ENTRYPOINT» ["/a"]\n«CMD» ["/a"]\n«HEALTHCHECK» CMD ["/a"]\nCOPY <<EOF /a.txt\nHello\nEOF\nENTRYPOINT ["/b"]\nCMD ["/b"]\nHEALTHCHECK CMD ["/b"]\n',
    },
    {
      title: "three",
      code: "FROM debian\n«CMD» a\n«CMD» b\nCMD c\n",
      fixed: "FROM debian\nCMD c\n",
    },
    {
      title: "in an early stage",
      code: "FROM debian AS a\n«ENTRYPOINT» bash\nRUN foo\nENTRYPOINT b\nFROM debian\nENTRYPOINT b\n",
    },
    {
      title: "over several lines; comments above stay",
      code: "FROM debian\n# first\n  «CMD» a \\\n  b\n# second\nCMD c\n",
      fixed: "FROM debian\n# first\n# second\nCMD c\n",
    },
    { title: "the same twice", code: "FROM debian\n«CMD» a\nCMD a\n" },
  ],
});
