/* Makes the n-th call of the system functions that can fail, fail. Loaded before the others (LD_PRELOAD) by check-faults.
 *
 *   FAULT_AT      the call that fails, counted from 1 over all functions; 0: none
 *   FAULT_ERRNO   what it fails with
 *   FAULT_LASTING 1: from then on every call that takes up space or a file handle fails too, as on a full disk
 *   FAULT_COUNT   a file into which the number of calls is written at the end
 *
 * Only calls that concern files below one of the folders in FAULT_BELOW (separated by ':') count: what the loader and the
 * runtime do before the program begins is not the program's to survive. Calls on descriptors count where the descriptor
 * was opened so.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static atomic_int broken;
static long fault_at;
static int fault_errno, lasting;
static const char *below;
static _Atomic unsigned char watched[4096];

static void *next(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("FAULT_AT"), *code = getenv("FAULT_ERRNO"), *last = getenv("FAULT_LASTING");
  fault_at = at ? atol(at) : 0;
  fault_errno = code ? atoi(code) : EIO;
  lasting = last && *last == '1';
  below = getenv("FAULT_BELOW");
}

__attribute__((destructor)) static void finish(void) {
  const char *path = getenv("FAULT_COUNT");
  if (!path) return;
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
  if (file >= 0) {
    if (syscall(SYS_write, file, text, (size_t)length) < 0) abort();
    syscall(SYS_close, file);
  }
}

static int is_below(const char *path) {
  if (!path || !below) return 0;
  for (const char *start = below; *start;) {
    const char *end = strchrnul(start, ':');
    size_t length = (size_t)(end - start);
    if (length && !strncmp(path, start, length)) return 1;
    start = *end ? end + 1 : end;
  }
  return 0;
}

static int is_watched(int fd) { return fd >= 0 && fd < 4096 && atomic_load(&watched[fd]); }

/* Whether this call fails. */
static int fails(int takes_means) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (number == fault_at) atomic_store(&broken, 1);
  else if (!(lasting && takes_means && atomic_load(&broken))) return 0;
  errno = fault_errno;
  return 1;
}

static int opened(int fd, const char *path) {
  if (fd >= 0 && fd < 4096) atomic_store(&watched[fd], (unsigned char)is_below(path));
  return fd;
}

#define MODE \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) {
  MODE
  if (is_below(path) && fails(1)) return -1;
  return opened(((int (*)(const char *, int, mode_t))next("open"))(path, flags, mode), path);
}

int open64(const char *path, int flags, ...) {
  MODE
  if (is_below(path) && fails(1)) return -1;
  return opened(((int (*)(const char *, int, mode_t))next("open64"))(path, flags, mode), path);
}

int openat(int at, const char *path, int flags, ...) {
  MODE
  if (is_below(path) && fails(1)) return -1;
  return opened(((int (*)(int, const char *, int, mode_t))next("openat"))(at, path, flags, mode), path);
}

FILE *fopen(const char *path, const char *mode) {
  if (is_below(path) && fails(1)) return NULL;
  return ((FILE * (*)(const char *, const char *)) next("fopen"))(path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
  if (is_below(path) && fails(1)) return NULL;
  return ((FILE * (*)(const char *, const char *)) next("fopen64"))(path, mode);
}

#define ON_FD(type, name, takes_means, parameters, arguments) \
  type name parameters { \
    if (is_watched(fd) && fails(takes_means)) return -1; \
    return ((type(*) parameters)next(#name))arguments; \
  }

ON_FD(ssize_t, read, 0, (int fd, void *bytes, size_t count), (fd, bytes, count))
ON_FD(ssize_t, pread, 0, (int fd, void *bytes, size_t count, off_t at), (fd, bytes, count, at))
ON_FD(ssize_t, pread64, 0, (int fd, void *bytes, size_t count, off_t at), (fd, bytes, count, at))
ON_FD(ssize_t, write, 1, (int fd, const void *bytes, size_t count), (fd, bytes, count))
ON_FD(ssize_t, pwrite, 1, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at))
ON_FD(ssize_t, pwrite64, 1, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at))
ON_FD(ssize_t, writev, 1, (int fd, const struct iovec *parts, int count), (fd, parts, count))
ON_FD(int, fsync, 1, (int fd), (fd))
ON_FD(int, fdatasync, 1, (int fd), (fd))
ON_FD(int, ftruncate, 1, (int fd, off_t size), (fd, size))
ON_FD(int, ftruncate64, 1, (int fd, off_t size), (fd, size))
ON_FD(int, fstat, 0, (int fd, struct stat *status), (fd, status))

int close(int fd) {
  int was = is_watched(fd);
  if (fd >= 0 && fd < 4096) atomic_store(&watched[fd], 0);
  int result = ((int (*)(int))next("close"))(fd);
  /* The descriptor is gone all the same, as on Linux. */
  if (was && fails(0)) return -1;
  return result;
}

void *mmap(void *start, size_t length, int protection, int flags, int fd, off_t at) {
  if (is_watched(fd) && fails(0)) return MAP_FAILED;
  return (void *)syscall(SYS_mmap, start, length, protection, flags, fd, at);
}

void *mmap64(void *start, size_t length, int protection, int flags, int fd, off_t at) {
  if (is_watched(fd) && fails(0)) return MAP_FAILED;
  return (void *)syscall(SYS_mmap, start, length, protection, flags, fd, at);
}

DIR *opendir(const char *path) {
  if (is_below(path) && fails(1)) return NULL;
  return ((DIR * (*)(const char *)) next("opendir"))(path);
}

int lstat(const char *path, struct stat *status) {
  if (is_below(path) && fails(0)) return -1;
  return ((int (*)(const char *, struct stat *))next("lstat"))(path, status);
}

int rename(const char *from, const char *to) {
  if (is_below(to) && fails(1)) return -1;
  return ((int (*)(const char *, const char *))next("rename"))(from, to);
}

int link(const char *from, const char *to) {
  if (is_below(to) && fails(1)) return -1;
  return ((int (*)(const char *, const char *))next("link"))(from, to);
}

int mkdir(const char *path, mode_t mode) {
  if (is_below(path) && fails(1)) return -1;
  return ((int (*)(const char *, mode_t))next("mkdir"))(path, mode);
}

int unlink(const char *path) {
  if (is_below(path) && fails(0)) return -1;
  return ((int (*)(const char *))next("unlink"))(path);
}

int rmdir(const char *path) {
  if (is_below(path) && fails(0)) return -1;
  return ((int (*)(const char *))next("rmdir"))(path);
}

/* renameat2(2) is asked for by number. */
long syscall(long number, ...) {
  long parts[6];
  va_list rest;
  va_start(rest, number);
  for (int index = 0; index < 6; index++) parts[index] = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_renameat2 && is_below((const char *)parts[3]) && fails(1)) return -1;
  static long (*real)(long, ...);
  if (!real) real = (long (*)(long, ...))next("syscall");
  return real(number, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
}
