#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <stddef.h>

/* libcurl is opened when a question is asked: linked, it and the forty libraries behind it would be loaded by every run of
   every command. Its options are variadic, which Swift cannot call. */

typedef struct {
  const char *url;
  const char *const *headers;
  size_t header_count;
  /* "https", or "http" for the machine itself. */
  const char *protocols;
  long connect_milliseconds, total_milliseconds;
  /* Takes what comes, as fwrite(3) does; fewer bytes than given end the transfer. */
  size_t (*body)(char *bytes, size_t size, size_t count, void *into);
  void *into;
} rebond_web_question;

typedef struct {
  /* 0, an error of libcurl, or -1 when there is no libcurl here. */
  int error;
  long status;
  /* The header of that name in seconds, 0 when there is none. */
  long long retry_after;
} rebond_web_answer;

typedef struct {
  /* smtp://host:port, or smtps://. */
  const char *url;
  /* NULL without an account. */
  const char *user, *password;
  const char *from, *to;
  /* Whether the connection must be encrypted; false for the machine itself alone. */
  int encrypted;
  long connect_milliseconds, total_milliseconds;
  /* Gives the message, as fread(3) does. */
  size_t (*message)(char *bytes, size_t size, size_t count, void *from);
  void *source;
} rebond_mail;

/* 0, an error of libcurl, or -1 when there is no libcurl here. */
static inline int rebond_mail_send(const rebond_mail *mail) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return -1;
  __typeof__(curl_easy_init) *init = (__typeof__(init))dlsym(library, "curl_easy_init");
  __typeof__(curl_easy_perform) *perform = (__typeof__(perform))dlsym(library, "curl_easy_perform");
  __typeof__(curl_easy_cleanup) *cleanup = (__typeof__(cleanup))dlsym(library, "curl_easy_cleanup");
  __typeof__(curl_slist_append) *append = (__typeof__(append))dlsym(library, "curl_slist_append");
  __typeof__(curl_slist_free_all) *free_all = (__typeof__(free_all))dlsym(library, "curl_slist_free_all");
  CURLcode (*set)(CURL *, CURLoption, ...) = (CURLcode (*)(CURL *, CURLoption, ...))dlsym(library, "curl_easy_setopt");
  CURL *handle = init && perform && cleanup && append && free_all && set ? init() : NULL;
  if (!handle) return -1;
  struct curl_slist *recipients = append(NULL, mail->to);
  set(handle, CURLOPT_URL, mail->url);
  set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  if (mail->user) set(handle, CURLOPT_USERNAME, mail->user);
  if (mail->password) set(handle, CURLOPT_PASSWORD, mail->password);
  set(handle, CURLOPT_USE_SSL, mail->encrypted ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
  /* The machine itself has no certificate that others vouch for. */
  if (!mail->encrypted) set(handle, CURLOPT_SSL_VERIFYPEER, 0L);
  if (!mail->encrypted) set(handle, CURLOPT_SSL_VERIFYHOST, 0L);
  set(handle, CURLOPT_MAIL_FROM, mail->from);
  set(handle, CURLOPT_MAIL_RCPT, recipients);
  set(handle, CURLOPT_UPLOAD, 1L);
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_READFUNCTION, mail->message);
  set(handle, CURLOPT_READDATA, mail->source);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, mail->connect_milliseconds);
  set(handle, CURLOPT_TIMEOUT_MS, mail->total_milliseconds);
  int error = (int)perform(handle);
  free_all(recipients);
  cleanup(handle);
  return error;
}

static inline rebond_web_answer rebond_web_get(const rebond_web_question *question) {
  rebond_web_answer answer = {-1, 0, 0};
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return answer;
  __typeof__(curl_easy_init) *init = (__typeof__(init))dlsym(library, "curl_easy_init");
  __typeof__(curl_easy_perform) *perform = (__typeof__(perform))dlsym(library, "curl_easy_perform");
  __typeof__(curl_easy_cleanup) *cleanup = (__typeof__(cleanup))dlsym(library, "curl_easy_cleanup");
  __typeof__(curl_slist_append) *append = (__typeof__(append))dlsym(library, "curl_slist_append");
  __typeof__(curl_slist_free_all) *free_all = (__typeof__(free_all))dlsym(library, "curl_slist_free_all");
  CURLcode (*set)(CURL *, CURLoption, ...) = (CURLcode (*)(CURL *, CURLoption, ...))dlsym(library, "curl_easy_setopt");
  CURLcode (*get)(CURL *, CURLINFO, ...) = (CURLcode (*)(CURL *, CURLINFO, ...))dlsym(library, "curl_easy_getinfo");
  CURL *handle = init && perform && cleanup && append && free_all && set && get ? init() : NULL;
  if (!handle) return answer;
  struct curl_slist *headers = NULL;
  for (size_t index = 0; index < question->header_count; index++) {
    struct curl_slist *longer = append(headers, question->headers[index]);
    if (longer) headers = longer;
  }
  set(handle, CURLOPT_URL, question->url);
  set(handle, CURLOPT_PROTOCOLS_STR, question->protocols);
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_HTTPHEADER, headers);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, question->connect_milliseconds);
  set(handle, CURLOPT_TIMEOUT_MS, question->total_milliseconds);
  set(handle, CURLOPT_WRITEFUNCTION, question->body);
  set(handle, CURLOPT_WRITEDATA, question->into);
  answer.error = (int)perform(handle);
  get(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  curl_off_t seconds = 0;
  if (get(handle, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK) answer.retry_after = (long long)seconds;
  free_all(headers);
  cleanup(handle);
  return answer;
}
