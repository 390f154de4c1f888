import type { ComposeService } from "../../files/compose/service";
import { type ComposeVolume, cleanPath, setVolumeTarget } from "../../files/compose/volumes";
import type { SourceFile } from "../../files/source";
import { servicesBeside } from "../../project/services-beside";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { behindAlias, FirstMeeting } from "./alias";
import { type PostgresImage, postgresImage, VERSION_FOLDERS } from "./postgres-version";

const HOME = "/var/lib/postgresql";
const DATA = "/var/lib/postgresql/data";

export const postgresDataPath = defineRule({
  id: "compose/postgres-data-path",
  on: "compose",
  severity: "error",
  title: "Mount PostgreSQL's volume where its version keeps data",
  why: "Up to version 17 the image keeps its data in /var/lib/postgresql/data, from 18 on below /var/lib/postgresql. With the other path the container refuses to start, or the data ends up in a volume without a name that the next container does not get.",
  references: [
    "https://hub.docker.com/_/postgres#pgdata",
    "https://github.com/docker-library/postgres/pull/1259",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  db:\n    image: postgres:18-alpine\n    volumes:\n      - «db_data:/var/lib/postgresql/data»\nvolumes:\n  db_data:\n",
      good: "services:\n  db:\n    image: postgres:18-alpine\n    volumes:\n      - db_data:/var/lib/postgresql\nvolumes:\n  db_data:\n",
    },
    {
      title: "the other way round",
      bad: "services:\n  db:\n    image: postgres:16\n    volumes:\n      - «db_data:/var/lib/postgresql»\nvolumes:\n  db_data:\n",
      good: "services:\n  db:\n    image: postgres:16\n    volumes:\n      - db_data:/var/lib/postgresql/data\nvolumes:\n  db_data:\n",
    },
  ],
  *check({ file, project }) {
    const { form, path } = file;
    const first = new FirstMeeting();
    for (const service of form.services) {
      const image = postgresImage(service.image?.value ?? "");
      if (!image || service.get("build") || setsDataFolder(service, file, project)) continue;
      const { wrong, right } =
        image.major >= VERSION_FOLDERS ? { wrong: DATA, right: HOME } : { wrong: HOME, right: DATA };
      const mounted = new Set(service.volumes().map(targetOf));
      for (const volume of service.volumes("own")) {
        if (volume.type === "unknown" || volume.type === "tmpfs") continue;
        const target = targetOf(volume);
        if (target === right)
          yield { proves: volume.at, message: `PostgreSQL ${image.major} keeps its data here.` };
        // An unnamed volume at the outer folder is what the image makes anyway.
        const isWrong =
          target === wrong && !mounted.has(right) && !(wrong === HOME && volume.type === "anonymous");
        if (!isWrong || !first.with(volume.node.origin)) continue;
        const edits = setVolumeTarget(form.yaml, volume, right);
        yield {
          at: volume.at,
          message: messageFor(image, wrong, right),
          ...(image.isOfficial ? {} : { severity: "warning" }),
          related: behindAlias(path, volume.node),
          fixes: edits
            ? [{ title: `Mount it at ${right}: data that is in it has to be moved`, kind: "review", edits }]
            : [],
        };
      }
    }
  },
});

function targetOf({ target }: ComposeVolume): string | undefined {
  return target === undefined ? undefined : cleanPath(target);
}

/** Whether the data lies where a variable or an option says, or may do so. */
function setsDataFolder(service: ComposeService, file: SourceFile<"compose">, project: ProjectView): boolean {
  if (service.environment().some(({ key }) => key === "PGDATA")) return true;
  if (service.starts.some(({ words }) => words.some(({ text }) => /^(-D|data_directory=)/.test(text))))
    return true;
  if (
    servicesBeside(project, file.path, service.name).some(
      ({ environment }) => environment?.PGDATA !== undefined,
    )
  )
    return true;
  return service.envFiles.some((path) => {
    const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
    const other = project.file(folder + path.replace(/^\.\//, ""));
    return other?.is("dotenv") === true && other.form.get("PGDATA") !== undefined;
  });
}

function messageFor(image: PostgresImage, wrong: string, right: string): string {
  const { major, isNewest } = image;
  const name = `PostgreSQL ${major}${isNewest ? " (the newest, which this tag stands for)" : ""}`;
  return wrong === DATA
    ? `${name} does not start with a volume at ${DATA}: it keeps its data below ${right}.`
    : `${name} keeps its data in ${right}, in a volume without a name that hides this one.`;
}
