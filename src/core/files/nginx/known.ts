/** Directives that often start a line: where one does although the statement before has no end, a `;` is missing. */
const names = `
absolute_redirect access_log add_header add_header_inherit add_trailer aio alias allow ancient_browser
auth_basic auth_basic_user_file auth_jwt auth_request auth_request_set autoindex brotli brotli_comp_level
brotli_static brotli_types charset client_body_buffer_size client_body_temp_path client_body_timeout
client_header_buffer_size client_header_timeout client_max_body_size daemon default_type deny directio
error_log error_page etag events expires fastcgi_buffer_size fastcgi_buffers fastcgi_cache fastcgi_cache_path
fastcgi_connect_timeout fastcgi_hide_header fastcgi_index fastcgi_intercept_errors fastcgi_param fastcgi_pass
fastcgi_read_timeout fastcgi_send_timeout fastcgi_split_path_info geo grpc_pass grpc_set_header gunzip gzip
gzip_buffers gzip_comp_level gzip_disable gzip_http_version gzip_min_length gzip_proxied gzip_static gzip_types
gzip_vary hash http http2 http2_push http3 if ignore_invalid_headers include index internal ip_hash keepalive
keepalive_requests keepalive_timeout large_client_header_buffers least_conn limit_conn limit_conn_status
limit_conn_zone limit_except limit_rate limit_req limit_req_status limit_req_zone listen load_module location
log_format log_not_found map map_hash_bucket_size map_hash_max_size max_ranges merge_slashes more_clear_headers
more_set_headers multi_accept open_file_cache pcre_jit pid port_in_redirect proxy_buffer_size proxy_buffering
proxy_buffers proxy_busy_buffers_size proxy_cache proxy_cache_bypass proxy_cache_key proxy_cache_lock
proxy_cache_path proxy_cache_use_stale proxy_cache_valid proxy_connect_timeout proxy_cookie_path
proxy_hide_header proxy_http_version proxy_ignore_headers proxy_intercept_errors proxy_next_upstream
proxy_no_cache proxy_pass proxy_pass_header proxy_pass_request_body proxy_pass_request_headers proxy_read_timeout
proxy_redirect proxy_request_buffering proxy_send_timeout proxy_set_body proxy_set_header proxy_ssl_name
proxy_ssl_server_name proxy_ssl_verify proxy_temp_path quic_retry real_ip_header real_ip_recursive
recursive_error_pages request_id reset_timedout_connection resolver resolver_timeout return rewrite root satisfy
scgi_pass secure_link send_timeout sendfile server server_name server_name_in_redirect
server_names_hash_bucket_size server_names_hash_max_size server_tokens set set_real_ip_from split_clients
ssi ssl ssl_buffer_size ssl_certificate ssl_certificate_key ssl_ciphers ssl_client_certificate ssl_dhparam
ssl_early_data ssl_ecdh_curve ssl_prefer_server_ciphers ssl_preread ssl_protocols ssl_reject_handshake
ssl_session_cache ssl_session_tickets ssl_session_timeout ssl_stapling ssl_stapling_verify
ssl_trusted_certificate ssl_verify_client stream stub_status sub_filter tcp_nodelay tcp_nopush try_files types
types_hash_max_size underscores_in_headers upstream use user uwsgi_param uwsgi_pass worker_connections
worker_processes worker_rlimit_nofile zone
`;

const known: ReadonlySet<string> = new Set(names.split(/\s+/).filter((name) => name !== ""));

/** Those that stand without an argument. */
const bare: ReadonlySet<string> = new Set(
  "events http internal ip_hash least_conn server stream stub_status types".split(" "),
);

/** Whether `name` is a directive of nginx or of a module that many installations have. */
export function isKnownDirective(name: string): boolean {
  return known.has(name);
}

/** Whether a directive called `name` may be followed by `;` or `{` at once. */
export function isBareDirective(name: string): boolean {
  return bare.has(name);
}

const entryBlocks: ReadonlySet<string> = new Set("charset_map geo geoip2 map split_clients types".split(" "));

/** Whether the block of `name` holds table entries (`default "";`) instead of directives. */
export function holdsEntries(name: string): boolean {
  return entryBlocks.has(name);
}

const blocks: ReadonlySet<string> = new Set(
  "events geo http if limit_except location map server split_clients stream types upstream".split(" "),
);

/** Whether nginx refuses a block behind `name`: a `{` there shows that the statement before it was not ended. */
export function takesNoBlock(name: string): boolean {
  return known.has(name) && !blocks.has(name);
}

/** Whether a directive called `name` opens a block that holds others. */
export function opensBlock(name: string): boolean {
  return blocks.has(name);
}
