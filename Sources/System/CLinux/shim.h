#pragma once
#include <fcntl.h>
#include <iconv.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Swift's Glibc module leaves out environ(7), iconv(3), statfs(2), renameat2(2) and the device number macros. */

/* The variables of the process; the C library's own global is none that Swift takes for safe. */
extern char **environ;
static inline char **rebond_environment(void) { return environ; }

/* The type number of the file system a path is on, or 0 when it cannot be told. */
static inline uint32_t rebond_file_system_type(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (uint32_t)status.f_type : 0;
}
static inline uint32_t rebond_device_major(uint64_t device) { return major(device); }
static inline uint32_t rebond_device_minor(uint64_t device) { return minor(device); }

/* Gives a file another name, and fails with EEXIST rather than replacing one. */
static inline int rebond_rename_new(const char *from, const char *to) {
  const unsigned int no_replace = 1;
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, no_replace);
}

/* A converter of texts, or NULL where the C library has none. */
static inline iconv_t rebond_iconv_open(const char *to, const char *from) {
  iconv_t converter = iconv_open(to, from);
  return converter == (iconv_t)-1 ? (iconv_t)0 : converter;
}

/* The bytes that the other end of a TCP connection has room for by its last word, or 0 when it cannot be told.
   The kernel's `struct tcp_info` has grown; the C library's own stops before `tcpi_snd_wnd`, which Linux 5.4 put at byte 228. */
static inline uint32_t rebond_peer_window(int descriptor) {
  enum { place = 228 };
  unsigned char known[512];
  socklen_t length = sizeof known;
  uint32_t window = 0;
  if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, known, &length) == 0 && length >= place + sizeof window)
    memcpy(&window, known + place, sizeof window);
  return window;
}
