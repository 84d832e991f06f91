#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Swaps two paths of one file system in one step. Swift's Glibc module does not show renameat2(2). */
static inline int milepost_exchange(const char *first, const char *second) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 2 /* RENAME_EXCHANGE */);
}

#include <malloc.h>

/* Gives memory that was freed back to the system. Swift's Glibc module does not show malloc_trim(3). */
static inline void milepost_trim(void) { malloc_trim(0); }
