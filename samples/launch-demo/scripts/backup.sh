#!/usr/bin/env bash
# Dumps the database every night, reads the dump back and copies it to another machine.
set -euo pipefail
umask 077

folder=/var/backups/parcels
file="${folder}/$(date +%Y%m%d).dump"

mkdir -p "${folder}"
docker compose --project-directory /opt/parcels exec -T db pg_dump --format custom --username parcels parcels >"${file}"
docker compose --project-directory /opt/parcels exec -T db pg_restore --list <"${file}" >/dev/null
rclone copy "${file}" offsite:parcels
find "${folder}" -name '*.dump' -mtime +30 -delete
