#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/encoding.h>

/* What takes any number of arguments Swift cannot write. */
static inline void milepost_say_nothing(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

/* Keeps the library from writing to the standard error what it tells no parser's handler; for the thread that calls. */
static inline void milepost_silence_libxml2(void) { xmlSetGenericErrorFunc(NULL, milepost_say_nothing); }
