#pragma once
#include <stdint.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

/* Swift's Glibc module leaves out statfs(2) and the device number macros. */

/* The type number of the file system a path is on, or 0 when it cannot be told. */
static inline uint32_t rebond_file_system_type(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (uint32_t)status.f_type : 0;
}
static inline uint32_t rebond_device_major(uint64_t device) { return major(device); }
static inline uint32_t rebond_device_minor(uint64_t device) { return minor(device); }
