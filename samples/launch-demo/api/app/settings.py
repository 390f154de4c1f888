"""What the API gets from its environment."""

import os

DATABASE_URL = os.environ["DATABASE_URL"]
FRONTEND_URL = os.environ["FRONTEND_URL"]
SECRET_KEY = os.environ.get("SECRET_KEY", "change-me")
