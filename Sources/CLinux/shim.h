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

/* Has freed memory kept for what is allocated next, where the C library would give it back and ask for it again: each
   page that comes anew costs a fault. Some MB by thread are enough, and little beside what a stage needs at its peak. */
static inline void milepost_keep_freed(void) {
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
}
