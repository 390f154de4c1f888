/**
 * Sections and keys of units, from the documentation of systemd. To refresh: `/lib/systemd/systemd --dump-configuration-items` of a current
 * release, or the page systemd.directives(7).
 */
export const as_of = "2026-11-25";

/** How a process is started: systemd.exec(5). */
const exec = words(`
  WorkingDirectory RootDirectory RootImage RootImageOptions RootHash RootHashSignature RootVerity
  ExtensionDirectories ExtensionImages MountImages User Group SupplementaryGroups Nice OOMScoreAdjust
  CoredumpFilter IOSchedulingClass IOSchedulingPriority CPUSchedulingPolicy CPUSchedulingPriority
  CPUSchedulingResetOnFork CPUAffinity NUMAPolicy NUMAMask UMask Environment EnvironmentFile
  PassEnvironment UnsetEnvironment DynamicUser RemoveIPC StandardInput StandardOutput StandardError
  StandardInputText StandardInputData TTYPath TTYReset TTYVHangup TTYVTDisallocate TTYRows TTYColumns
  SyslogIdentifier SyslogFacility SyslogLevel SyslogLevelPrefix LogLevelMax LogRateLimitIntervalSec
  LogRateLimitBurst LogExtraFields SecureBits CapabilityBoundingSet AmbientCapabilities TimerSlackNSec
  NoNewPrivileges KeyringMode ProtectProc ProcSubset SystemCallFilter SystemCallArchitectures
  SystemCallErrorNumber SystemCallLog MemoryDenyWriteExecute RestrictNamespaces RestrictRealtime
  RestrictSUIDSGID RestrictAddressFamilies LockPersonality RestrictFileSystems ReadWriteDirectories
  ReadOnlyDirectories InaccessibleDirectories ReadWritePaths ReadOnlyPaths InaccessiblePaths ExecPaths
  NoExecPaths ExecSearchPath BindPaths BindReadOnlyPaths TemporaryFileSystem PrivateTmp PrivateDevices
  ProtectKernelTunables ProtectKernelModules ProtectKernelLogs ProtectClock ProtectControlGroups
  NetworkNamespacePath IPCNamespacePath LogNamespace PrivateNetwork PrivateUsers PrivateMounts
  PrivateIPC ProtectSystem ProtectHome MountFlags MountAPIVFS Personality RuntimeDirectoryPreserve
  RuntimeDirectoryMode RuntimeDirectory StateDirectoryMode StateDirectory CacheDirectoryMode
  CacheDirectory LogsDirectoryMode LogsDirectory ConfigurationDirectoryMode ConfigurationDirectory
  SetCredential SetCredentialEncrypted LoadCredential LoadCredentialEncrypted TimeoutCleanSec PAMName
  IgnoreSIGPIPE UtmpIdentifier UtmpMode SELinuxContext AppArmorProfile SmackProcessLabel ProtectHostname
  RootImagePolicy RootEphemeral ExtensionImagePolicy MountImagePolicy SetLoginEnvironment
  LogFilterPatterns PrivateBPF BPFDelegateCommands BPFDelegateMaps BPFDelegatePrograms
  BPFDelegateAttachments DelegateNamespaces LandlockConfig BindLogSockets PrivatePIDs
  StateDirectoryAccounting StateDirectoryQuota CacheDirectoryAccounting CacheDirectoryQuota
  LogsDirectoryAccounting LogsDirectoryQuota ImportCredential MemoryKSM
`);
/** What `setrlimit` knows. */
const limits = words(`
  CPU FSIZE DATA STACK CORE RSS NOFILE AS NPROC MEMLOCK LOCKS SIGPENDING MSGQUEUE NICE RTPRIO RTTIME
`);
/** What a unit may use: systemd.resource-control(5). */
const resources = words(`
  Slice AllowedCPUs StartupAllowedCPUs AllowedMemoryNodes StartupAllowedMemoryNodes CPUAccounting
  CPUWeight StartupCPUWeight CPUShares StartupCPUShares CPUQuota CPUQuotaPeriodSec MemoryAccounting
  MemoryMin DefaultMemoryMin DefaultMemoryLow MemoryLow MemoryHigh MemoryMax MemorySwapMax MemoryLimit
  DeviceAllow DevicePolicy IOAccounting IOWeight StartupIOWeight IODeviceWeight IOReadBandwidthMax
  IOWriteBandwidthMax IOReadIOPSMax IOWriteIOPSMax IODeviceLatencyTargetSec BlockIOAccounting
  BlockIOWeight StartupBlockIOWeight BlockIODeviceWeight BlockIOReadBandwidth BlockIOWriteBandwidth
  TasksAccounting TasksMax Delegate DisableControllers IPAccounting IPAddressAllow IPAddressDeny
  IPIngressFilterPath IPEgressFilterPath ManagedOOMSwap ManagedOOMMemoryPressure
  ManagedOOMMemoryPressureLimit ManagedOOMPreference BPFProgram SocketBindAllow SocketBindDeny
  RestrictNetworkInterfaces DefaultStartupMemoryLow StartupMemoryLow StartupMemoryHigh StartupMemoryMax
  StartupMemorySwapMax MemoryZSwapMax StartupMemoryZSwapMax MemoryZSwapWriteback DelegateSubgroup
  ManagedOOMMemoryPressureDurationSec NetClass MemoryPressureThresholdSec MemoryPressureWatch NFTSet
  CoredumpReceive
`);
/** How a unit is stopped: systemd.kill(5). */
const kill = words(`
  SendSIGKILL SendSIGHUP KillMode KillSignal RestartKillSignal FinalKillSignal WatchdogSignal
`);
/** systemd.unit(5). */
const unit = words(`
  Description Documentation SourcePath Requires Requisite Wants BindsTo BindTo Upholds Conflicts Before
  After OnSuccess OnFailure PropagatesReloadTo PropagateReloadTo ReloadPropagatedFrom
  PropagateReloadFrom PropagatesStopTo StopPropagatedFrom PartOf JoinsNamespaceOf RequiresOverridable
  RequisiteOverridable RequiresMountsFor StopWhenUnneeded RefuseManualStart RefuseManualStop
  AllowIsolate DefaultDependencies OnSuccessJobMode OnFailureJobMode OnFailureIsolate IgnoreOnIsolate
  JobTimeoutSec JobRunningTimeoutSec JobTimeoutAction JobTimeoutRebootArgument StartLimitIntervalSec
  StartLimitInterval StartLimitBurst StartLimitAction FailureAction SuccessAction
  FailureActionExitStatus SuccessActionExitStatus RebootArgument CollectMode WantsMountsFor
  SurviveFinalKillSignal IgnoreOnSnapshot
`);
/** Behind `Condition` and `Assert`. */
const conditions = words(`
  PathExists PathExistsGlob PathIsDirectory PathIsSymbolicLink PathIsMountPoint PathIsReadWrite
  PathIsEncrypted DirectoryNotEmpty FileNotEmpty FileIsExecutable NeedsUpdate FirstBoot Architecture
  Firmware Virtualization Host KernelCommandLine KernelVersion Credential Security Capability ACPower
  Memory CPUFeature CPUs Environment User Group ControlGroupController OSRelease MemoryPressure
  CPUPressure IOPressure Version KernelModuleLoaded
`);
/** The same page, `[Install]`. */
const install = words(`
  Alias WantedBy RequiredBy Also DefaultInstance UpheldBy
`);
/** systemd.service(5). */
const service = words(`
  PIDFile ExecCondition ExecStartPre ExecStart ExecStartPost ExecReload ExecStop ExecStopPost RestartSec
  TimeoutSec TimeoutStartSec TimeoutStopSec TimeoutAbortSec TimeoutStartFailureMode
  TimeoutStopFailureMode RuntimeMaxSec RuntimeRandomizedExtraSec WatchdogSec StartLimitInterval
  StartLimitBurst StartLimitAction FailureAction RebootArgument Type ExitType Restart
  PermissionsStartOnly RootDirectoryStartOnly RemainAfterExit GuessMainPID RestartPreventExitStatus
  RestartForceExitStatus SuccessExitStatus NonBlocking BusName FileDescriptorStoreMax NotifyAccess
  Sockets USBFunctionDescriptors USBFunctionStrings OOMPolicy RestartSteps RestartMaxDelaySec
  RestartMode FileDescriptorStorePreserve BusPolicy SysVStartPriority OpenFile ReloadSignal
  RefreshOnReload ExecReloadPost
`);
/** systemd.socket(5). */
const socket = words(`
  ListenStream ListenDatagram ListenSequentialPacket ListenFIFO ListenNetlink ListenSpecial
  ListenMessageQueue ListenUSBFunction SocketProtocol BindIPv6Only Backlog BindToDevice ExecStartPre
  ExecStartPost ExecStopPre ExecStopPost TimeoutSec SocketUser SocketGroup SocketMode DirectoryMode
  Accept FlushPending Writable MaxConnections MaxConnectionsPerSource KeepAlive KeepAliveTimeSec
  KeepAliveIntervalSec KeepAliveProbes DeferAcceptSec NoDelay Priority ReceiveBuffer SendBuffer IPTOS
  IPTTL Mark PipeSize FreeBind Transparent Broadcast PassCredentials PassSecurity PassPacketInfo
  Timestamping TCPCongestion ReusePort MessageQueueMaxMessages MessageQueueMessageSize RemoveOnStop
  Symlinks FileDescriptorName Service TriggerLimitIntervalSec TriggerLimitBurst SmackLabel
  SmackLabelIPIn SmackLabelIPOut SELinuxContextFromNet PassPIDFD AcceptFileDescriptors
  PassFileDescriptorsToExec PollLimitIntervalSec PollLimitBurst DeferTrigger DeferTriggerMaxSec
`);
/** systemd.timer(5). */
const timer = words(`
  OnCalendar OnActiveSec OnBootSec OnStartupSec OnUnitActiveSec OnUnitInactiveSec OnClockChange
  OnTimezoneChange Persistent WakeSystem RemainAfterElapse FixedRandomDelay AccuracySec
  RandomizedDelaySec Unit DeferReactivation RandomizedOffsetSec
`);

const process = [...exec, ...[...limits].map((name) => `Limit${name}`), ...resources, ...kill];

const sections: Readonly<Record<string, ReadonlySet<string>>> = {
  Unit: new Set([...unit, ...[...conditions].flatMap((name) => [`Condition${name}`, `Assert${name}`])]),
  Install: install,
  Service: new Set([...service, ...process]),
  Socket: new Set([...socket, ...process]),
  Timer: timer,
};

/** The keys of a section; undefined for one that neither services nor timers nor sockets have. */
export function systemdKeys(section: string): ReadonlySet<string> | undefined {
  return Object.hasOwn(sections, section) ? sections[section] : undefined;
}

/** The sections that units of `type` (`service`) have, its own first. */
export function systemdSections(type: string): readonly string[] {
  return [`${type.charAt(0).toUpperCase()}${type.slice(1)}`, "Unit", "Install"];
}

const flags = /^(?:1|yes|y|true|t|on|0|no|n|false|f|off)$/i;
const unitsOfTime =
  "usec|us|µs|μs|msec|ms|seconds?|sec|s|minutes?|min|m|hours?|hr|h|days?|d|weeks?|w|months?|M|years?|y";
const time = new RegExp(
  `^(?:infinity|(?:\\d{1,12}(?:\\.\\d{1,9})?[ \\t]{0,5}(?:${unitsOfTime})?[ \\t]{0,5}){1,9})$`,
);

/** The values that a key takes. */
export interface SystemdValues {
  readonly test: RegExp;
  /** The words that it takes, where it takes words. */
  readonly words: readonly string[];
  /** As a sentence goes on. */
  readonly what: string;
}

function oneOf(list: string): SystemdValues {
  const all = list.split(" ");
  return { test: new RegExp(`^(?:${all.join("|")})$`), words: all, what: `one of ${all.join(", ")}` };
}

/** A switch, or one of the words. */
function flagOr(list: string): SystemdValues {
  const all = list.split(" ").filter((word) => word !== "");
  const test = new RegExp(`${flags.source}${all.length > 0 ? `|^(?:${all.join("|")})$` : ""}`, "i");
  return {
    test,
    words: ["yes", "no", "true", "false", ...all],
    what: ["yes", "no", ...all].join(", ").replace(/, (?=[^,]*$)/, " or "),
  };
}

const duration: SystemdValues = { test: time, words: [], what: "a time such as 5s or 1min 30s" };
const flag = flagOr("");
const size: SystemdValues = {
  test: /^(?:infinity|\d{1,15}(?:\.\d{1,9})?[KMGTPE]?)$/,
  words: [],
  what: "a number of bytes such as 512M or 2G",
};
const limit: SystemdValues = {
  test: /^(?:infinity|\d{1,18}[KMGTPE]?)(?::(?:infinity|\d{1,18}[KMGTPE]?))?$/,
  words: [],
  what: "a number, or infinity",
};
const outputs =
  "inherit null tty journal kmsg syslog journal+console kmsg+console syslog+console socket".split(" ");
const output: SystemdValues = {
  test: new RegExp(
    `^(?:${outputs.map((word) => word.replace("+", "\\+")).join("|")}|fd(?::.*)?|(?:file|append|truncate):.*)$`,
  ),
  words: outputs,
  what: "journal, null, file:path, append:path and the like",
};

const calendarWords =
  "minutely hourly daily monthly weekly yearly annually quarterly semiannually biannually".split(" ");
/** Numbers and stars may mean anything; words are days or one of the short names. */
const calendar = new RegExp(
  `[\\d*]|^(?:(?:${calendarWords.join("|")})|(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6})(?:(?:,|\\.\\.|-)[a-z]{3,9}){0,6})(?:[ \\t]+[\\w/+-]{1,40})?$`,
  "i",
);

function forAll(keys: string, one: SystemdValues): Record<string, SystemdValues> {
  return Object.fromEntries(keys.split(" ").map((key) => [key, one]));
}

const values: Readonly<Record<string, SystemdValues>> = {
  Type: oneOf("simple exec forking oneshot dbus notify notify-reload idle"),
  Restart: oneOf("no always on-success on-failure on-abnormal on-abort on-watchdog"),
  RestartMode: oneOf("normal direct debug"),
  KillMode: oneOf("control-group process mixed none"),
  NotifyAccess: oneOf("none main exec all"),
  OOMPolicy: oneOf("continue stop kill"),
  ProtectProc: oneOf("noaccess invisible ptraceable default"),
  ProcSubset: oneOf("all pid"),
  ProtectSystem: flagOr("full strict"),
  ProtectHome: flagOr("read-only tmpfs"),
  ...forAll(
    "RestartSec TimeoutSec TimeoutStartSec TimeoutStopSec TimeoutAbortSec RuntimeMaxSec WatchdogSec RestartMaxDelaySec StartLimitIntervalSec StartLimitInterval RandomizedDelaySec AccuracySec",
    duration,
  ),
  ...forAll(
    "NoNewPrivileges PrivateDevices ProtectKernelTunables ProtectKernelModules ProtectKernelLogs ProtectClock RestrictRealtime RestrictSUIDSGID LockPersonality MemoryDenyWriteExecute DynamicUser RemainAfterExit PrivateNetwork Persistent WakeSystem RemoveIPC Accept SendSIGKILL StopWhenUnneeded DefaultDependencies",
    flag,
  ),
  ...forAll("MemoryMin MemoryLow MemoryHigh MemoryMax MemorySwapMax", size),
  ...forAll("LimitNOFILE LimitNPROC LimitCORE LimitMEMLOCK LimitFSIZE LimitAS LimitSTACK LimitDATA", limit),
  Nice: { test: /^(?:-(?:1?\d|20)|1?\d)$/, words: [], what: "a number from -20 to 19" },
  OOMScoreAdjust: { test: /^-?(?:\d{1,3}|1000)$/, words: [], what: "a number from -1000 to 1000" },
  OnCalendar: { test: calendar, words: calendarWords, what: "a time such as daily or *-*-* 03:00:00" },
  ...forAll("StandardOutput StandardError", output),
};

/** The values that `key` takes; undefined where systemd takes many forms. */
export function systemdValues(key: string): SystemdValues | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}
