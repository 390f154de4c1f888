import { storageCorsWildcard } from "../../../../src/core/rules/storage/cors-wildcard";
import { testRule } from "../../../support/rule-tester";

const known = { ".env.production": "FRONTEND_URL=https://app.example.com\n" };

testRule(storageCorsWildcard, {
  valid: [
    {
      title: "named origins",
      code: { "cors.json": '[{ "AllowedOrigins": ["https://a.example.com"], "AllowedMethods": ["PUT"] }]\n' },
      proof: "https://a.example.com",
    },
    {
      title: "named origins in Terraform",
      code: {
        "main.tf":
          'resource "aws_s3_bucket" "a" {\n  cors_rule {\n    allowed_methods = ["PUT"]\n    allowed_origins = ["https://a.example.com"]\n  }\n}\n',
      },
      proof: "https://a.example.com",
    },
    {
      title: "origins from a variable",
      code: {
        "main.tf":
          'resource "aws_s3_bucket" "a" {\n  cors_rule {\n    allowed_methods = ["PUT"]\n    allowed_origins = var.origins\n  }\n}\n',
      },
    },
    {
      title: "origins of a web app that is no bucket",
      code: {
        "main.tf":
          'resource "azurerm_linux_web_app" "a" {\n  site_config {\n    cors {\n      allowed_origins = ["*"]\n    }\n  }\n}\n',
      },
    },
    {
      title: "headers may be all",
      code: {
        "cors.json":
          '[{ "AllowedOrigins": ["https://a.example.com"], "AllowedMethods": ["PUT"], "AllowedHeaders": ["*"] }]\n',
      },
    },
    {
      title: "settings of an application",
      code: { "appsettings.json": '{ "Cors": { "AllowedOrigins": ["*"], "AllowedMethods": ["GET"] } }\n' },
    },
    {
      title: "a list of something else",
      code: { "routes.json": '[{ "origin": "*", "method": "GET" }, { "origins": ["*"] }]\n' },
    },
    {
      title: "a comment asks for silence",
      code: {
        "main.tf":
          'cors_rule {\n  allowed_methods = ["PUT"]\n  # nosemgrep: all-origins-allowed\n  allowed_origins = ["*"]\n}\n',
      },
    },
    { title: "broken", code: { "cors.json": '[{ "AllowedOrigins": [' } },
  ],
  invalid: [
    {
      title: "what the AWS command line takes",
      code: {
        ...known,
        "cors.json":
          '{"CORSRules": [{"AllowedMethods": ["GET", "POST", "DELETE"], "AllowedOrigins": [«"*"»]}]}\n',
      },
      severity: "error",
      message: /POST and DELETE are allowed for every origin/,
      fixed: {
        ...known,
        "cors.json":
          '{"CORSRules": [{"AllowedMethods": ["GET", "POST", "DELETE"], "AllowedOrigins": ["https://app.example.com"]}]}\n',
      },
    },
    {
      title: "reading only",
      code: { "cors.json": '[{ "AllowedOrigins": [«"*"»], "AllowedMethods": ["GET", "HEAD"] }]\n' },
      severity: "info",
      message: /public files only/,
      fixed: null,
    },
    {
      title: "Google Cloud Storage",
      code: { "cors.json": '[{ "origin": [«"*"»], "method": ["*"], "maxAgeSeconds": 3600 }]\n' },
      severity: "error",
      message: /every method is allowed/,
    },
    {
      title: "R2",
      code: {
        "r2-cors.json":
          '{ "rules": [{ "allowed": { "origins": [«"*"»], "methods": ["PUT"] }, "maxAgeSeconds": 60 }] }\n',
      },
      severity: "error",
    },
    {
      title: "a CloudFormation template",
      code: {
        "template.json":
          '{ "Resources": { "B": { "Properties": { "CorsConfiguration": { "CorsRules": [{ "AllowedOrigins": [«"*"»], "AllowedMethods": ["PUT"] }] } } } } }\n',
      },
    },
    {
      title: "beside a real origin the wildcard goes",
      code: {
        "cors.json": '[{ "AllowedOrigins": [«"*"», "https://a.example.com"], "AllowedMethods": ["PUT"] }]\n',
      },
      fixed: {
        "cors.json": '[{ "AllowedOrigins": ["https://a.example.com"], "AllowedMethods": ["PUT"] }]\n',
      },
    },
    {
      title: "Terraform without an origin that is known",
      code: {
        "main.tf":
          'resource "aws_s3_bucket" "b" {\n  cors_rule {\n    allowed_headers = ["*"]\n    allowed_methods = ["PUT", "POST"]\n    allowed_origins = [«"*"»] # all\n  }\n}\n',
      },
      severity: "error",
      fixed: null,
    },
    {
      title: "methods that are not known",
      code: { "main.tf": 'cors_rule {\n  allowed_methods = var.methods\n  allowed_origins = [«"*"»]\n}\n' },
      severity: "warning",
    },
    {
      title: "Google in Terraform",
      code: {
        "main.tf":
          'resource "google_storage_bucket" "b" {\n  cors {\n    origin = [«"*"»]\n    method = ["GET"]\n  }\n}\n',
      },
      severity: "info",
    },
    {
      title: "a module and R2 in Terraform",
      code: {
        "main.tf":
          'module "files" {\n  cors_rule = [{ allowed_methods = ["PUT"], allowed_origins = [«"*"»] }]\n}\n\nresource "cloudflare_r2_bucket_cors" "b" {\n  rules = [{\n    allowed = {\n      methods = ["PUT"]\n      origins = [«"*"»]\n    }\n  }]\n}\n',
      },
    },
    {
      title: "two rules",
      code: {
        "cors.json":
          '[\n  { "AllowedOrigins": [«"*"»], "AllowedMethods": ["GET"] },\n  { "AllowedOrigins": [«"*"»], "AllowedMethods": ["PUT"] }\n]\n',
      },
    },
  ],
});
