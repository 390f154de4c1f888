#!/usr/bin/env bash
# Brings the newest commit into production.
cd /opt/parcels
git pull
docker compose build
docker compose run --rm api alembic upgrade head
docker compose up -d
