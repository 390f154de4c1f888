import { exposeFormat } from "../../../../src/core/rules/dockerfile/expose-format";
import { testRule } from "../../../support/rule-tester";

const from = "FROM alpine:3.22\n";

testRule(exposeFormat, {
  valid: [
    { title: "ports", code: `${from}EXPOSE 80 443/tcp 53/udp 36412/sctp 65535 0\n` },
    { title: "ranges", code: `${from}EXPOSE 40000-60000/tcp 60000-60000/tcp 7000-7010\n` },
    {
      title: "variables",
      code: `${from}EXPOSE $PORT \${PORT} \${FOOBAR}/tcp 40000-\${FOOBAR} \${A}:\${B}\n`,
    },
    { title: "quotes", code: `${from}EXPOSE "8080" '53/udp'\n` },
    { title: "nothing yet", code: `${from}EXPOSE\n` },
    { title: "other ports with a 22", code: `${from}EXPOSE 2222 8022 22/udp 220\n` },
    { title: "no FROM", code: "EXPOSE 60000\n" },
    { title: "a comment of trivy", code: `${from}#trivy:ignore:DS-0004\nEXPOSE 22\n` },
  ],
  invalid: [
    { title: "too high", code: `${from}EXPOSE «80000»\n`, severity: "error", fixed: from },
    { title: "too high in a range", code: `${from}EXPOSE «40000-80000/tcp»\n`, message: /65535/ },
    {
      title: "too high in a list",
      code: `${from}EXPOSE «65536/tcp» 80 443\n`,
      fixed: `${from}EXPOSE 80 443\n`,
    },
    { title: "without FROM", code: "EXPOSE «80000»\n" },
    {
      title: "a comment",
      code: `${from}EXPOSE 80 «# the web server»\n`,
      fixed: `${from}# the web server\nEXPOSE 80\n`,
    },
    { title: "nothing but a comment", code: `${from}EXPOSE «# later»\n`, fixed: null },
    { title: "backwards", code: `${from}EXPOSE «90-80»\n`, message: /backwards/ },
    { title: "a name", code: `${from}EXPOSE «http»\n`, message: /no port/ },
    { title: "no port at all", code: `${from}EXPOSE «/tcp»\n` },
    { title: "no protocol", code: `${from}EXPOSE 80/«http»\n`, severity: "error" },
    {
      title: "addresses and ports of the host",
      code: `${from}EXPOSE «127.0.0.1:80:80» «[::1]:8080:8080» «5000:5000» 8000\n`,
      severity: "warning",
      fixed: `${from}EXPOSE 80 8080 5000 8000\n`,
    },
    {
      title: "a port of the host in quotes",
      code: `${from}EXPOSE «"8080:80/tcp"»\n`,
      fixed: `${from}EXPOSE "80/tcp"\n`,
    },
    {
      title: "a port of the host and a wrong one",
      code: `${from}EXPOSE 80 «80:80000»\n`,
      fixed: `${from}EXPOSE 80\n`,
    },
    {
      title: "upper case",
      code: `${from}EXPOSE 80/«TcP» 8080/«TCP» 8080/udp\n`,
      severity: "info",
      fixed: `${from}EXPOSE 80/tcp 8080/tcp 8080/udp\n`,
    },
    {
      title: "SSH",
      code: `${from}EXPOSE «22»\nCMD ["app"]\n`,
      severity: "warning",
      fixed: `${from}CMD ["app"]\n`,
    },
    { title: "SSH with a protocol", code: `${from}EXPOSE 80 \\\n  «22/tcp»\n`, fixed: `${from}EXPOSE 80\n` },
    { title: "SSH on purpose", code: `${from}EXPOSE «22»\nCMD ["/usr/sbin/sshd", "-D"]\n`, severity: "info" },
    { title: "a trigger", code: `${from}ONBUILD EXPOSE «80000»\n`, fixed: null },
  ],
});
