#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Swaps two paths of one file system in one step. Swift's Glibc module does not show renameat2(2). */
static inline int milepost_exchange(const char *first, const char *second) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 2 /* RENAME_EXCHANGE */);
}
