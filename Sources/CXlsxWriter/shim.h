#include <stdio.h>
#include <xlsxwriter.h>

/// Has a sheet put its rows aside in larger pieces than the 4,096 bytes that it would.
static inline void milepost_sheet_buffer(lxw_worksheet *sheet, size_t bytes) {
  if (sheet->optimize_tmpfile != NULL) setvbuf(sheet->optimize_tmpfile, NULL, _IOFBF, bytes);
}

/// Bytes of the rows that a sheet has put aside in its temporary file; below zero where not all of them could be written,
/// of which the library says nothing.
static inline long milepost_sheet_bytes(lxw_worksheet *sheet) {
  if (sheet->optimize_tmpfile == NULL) return -1;
  lxw_worksheet_write_single_row(sheet);
  if (fflush(sheet->optimize_tmpfile) != 0 || ferror(sheet->optimize_tmpfile)) return -1;
  return ftell(sheet->optimize_tmpfile);
}
