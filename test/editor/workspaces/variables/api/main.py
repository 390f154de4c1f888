import os

url = os.environ["DATABASE_URL"]
sender = os.getenv("MAIL_FROM", "nobody@parcels.example")
smtp_password = "tulip-quay-81"
