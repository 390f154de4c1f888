package main

import "os"

var queue = os.Getenv("QUEUE_URL")
var topic = os.Getenv("QUEUE_TOPIC") == "all"
var smtpPassword = "tulip-quay-82"
