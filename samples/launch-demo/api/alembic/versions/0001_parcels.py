"""Parcels and where they are."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "parcels",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("state", sa.String(40)),
    )


def downgrade() -> None:
    op.drop_table("parcels")
