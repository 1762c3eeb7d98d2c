#pragma once
// OpenSSL's way to SHA-256 that needs none of its providers: two thirds of the time of libsodium's, which every file of
// evidence waits for twice. The archive is linked, for loading the whole library would cost every command more.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <stddef.h>

static inline void rebond_sha256(const unsigned char *bytes, size_t count, unsigned char *digest) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes, count);
  SHA256_Final(digest, &context);
}
