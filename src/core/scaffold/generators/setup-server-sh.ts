import type { Generator, GeneratorInput } from "../generator";
import { folderQuestion } from "../questions";

export const setupServerSh: Generator = {
  id: "setup-server.sh",
  title: "Server setup",
  summary: "Prepares a fresh Ubuntu or Debian server: user, keys, firewall, bans, updates, Docker.",
  questions: ({ stack }) => [folderQuestion(stack)],
  files: (input) => [{ path: "scripts/setup-server.sh", text: setupText(input), executable: true }],
};

function setupText({ stack, answers }: GeneratorInput): string {
  const folder = answers.folder ?? `/srv/${stack.name}`;
  return `#!/usr/bin/env bash
# Prepares a fresh Ubuntu 24.04 or Debian 12 server. Run it as root, as often as you like:
#   SSH_PUBLIC_KEY="ssh-ed25519 AAAA..." ./setup-server.sh
set -Eeuo pipefail

[[ $EUID -eq 0 ]] || {
  echo "Run this as root." >&2
  exit 1
}
deploy_user="\${DEPLOY_USER:-deploy}"
ssh_public_key="\${SSH_PUBLIC_KEY:?the public key that may sign in}"
ssh_port="\${SSH_PORT:-22}"
swap_size="\${SWAP_SIZE:-2G}"
app_dir="\${APP_DIR:-${folder}}"
export DEBIAN_FRONTEND=noninteractive

apt-get update
apt-get install --yes --no-install-recommends ca-certificates curl fail2ban gnupg ufw unattended-upgrades

echo "A user without special rights, who signs in with a key."
id -u "$deploy_user" >/dev/null 2>&1 || adduser --disabled-password --gecos "" "$deploy_user"
home="$(getent passwd "$deploy_user" | cut -d: -f6)"
install -d -m 700 -o "$deploy_user" -g "$deploy_user" "$home/.ssh"
touch "$home/.ssh/authorized_keys"
grep -qxF "$ssh_public_key" "$home/.ssh/authorized_keys" || printf '%s\\n' "$ssh_public_key" >>"$home/.ssh/authorized_keys"
chown "$deploy_user:$deploy_user" "$home/.ssh/authorized_keys"
chmod 600 "$home/.ssh/authorized_keys"

echo "Keys only, and nobody signs in as root."
cat >/etc/ssh/sshd_config.d/60-hardening.conf <<CONF
Port $ssh_port
PermitRootLogin no
PasswordAuthentication no
KbdInteractiveAuthentication no
X11Forwarding no
MaxAuthTries 3
CONF
sshd -t
systemctl reload ssh

echo "Only SSH, HTTP and HTTPS answer."
ufw default deny incoming
ufw default allow outgoing
ufw limit "$ssh_port/tcp"
ufw allow 80/tcp
ufw allow 443/tcp
ufw --force enable

echo "Whoever keeps failing to sign in is locked out."
cat >/etc/fail2ban/jail.local <<CONF
[DEFAULT]
backend = systemd
bantime = 1h
findtime = 10m
maxretry = 5

[sshd]
enabled = true
port = $ssh_port
CONF
systemctl enable fail2ban
systemctl restart fail2ban

echo "Security updates install themselves, and the server restarts at night when they ask for it."
cat >/etc/apt/apt.conf.d/20auto-upgrades <<'CONF'
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
CONF
cat >/etc/apt/apt.conf.d/52reboot <<'CONF'
Unattended-Upgrade::Automatic-Reboot "true";
Unattended-Upgrade::Automatic-Reboot-Time "04:30";
CONF

if ! swapon --show --noheadings | grep -q .; then
  echo "Swap, so that a short rush does not end a process."
  fallocate -l "$swap_size" /swapfile
  chmod 600 /swapfile
  mkswap /swapfile
  swapon /swapfile
  grep -q '^/swapfile ' /etc/fstab || echo '/swapfile none swap sw 0 0' >>/etc/fstab
fi

if ! command -v docker >/dev/null; then
  echo "Docker Engine and Compose, from Docker's own repository."
  # shellcheck source=/dev/null
  . /etc/os-release
  install -m 0755 -d /etc/apt/keyrings
  curl --fail --silent --show-error --location "https://download.docker.com/linux/$ID/gpg" --output /etc/apt/keyrings/docker.asc
  echo "deb [arch=$(dpkg --print-architecture) signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/$ID $VERSION_CODENAME stable" >/etc/apt/sources.list.d/docker.list
  apt-get update
  apt-get install --yes docker-ce docker-ce-cli containerd.io docker-compose-plugin
fi
usermod --append --groups docker "$deploy_user"

install -d -m 750 -o "$deploy_user" -g "$deploy_user" "$app_dir" "/var/backups/${stack.name}"
install -d -m 755 /var/www/certbot
echo "Ready. Sign in as $deploy_user from now on."
`;
}
