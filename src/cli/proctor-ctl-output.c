/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "proctor-api-error.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* Data goes to standard output and whatever is said about it to standard error. Nothing that a
 * server sends reaches the terminal before it has been made harmless. */

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p < 0x20 || *p > 0x7e)
        return FALSE;
    }

  return TRUE;
}

/* Those that turn the text around could make it say something else. */
static gboolean
is_turn_around (gunichar c)
{
  return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_harmless (GString *line,
                 gunichar c)
{
  if (c == '\n' || c == '\r' || c == '\t')
    g_string_append_c (line, ' ');
  else if (c < 0x20)
    /* The picture of a control character. */
    g_string_append_unichar (line, 0x2400 + c);
  else if (c == 0x7f)
    g_string_append_unichar (line, 0x2421);
  else if ((c >= 0x80 && c < 0xa0) || is_turn_around (c))
    g_string_append_unichar (line, 0xfffd);
  else
    g_string_append_unichar (line, c);
}

/* Whoever reads our output has gone, as in "proctorctl tests list | head -1". A socket has told the
 * system that this is no reason to die, but here it is. */
static void
end_quietly (void)
{
  signal (SIGPIPE, SIG_DFL);
  raise (SIGPIPE);
  _exit (PROCTOR_CTL_BROKEN);
}

/* Returns 0, or what went wrong. */
static int
try_to_write (int fd,
              const char *text,
              gsize length)
{
  while (length > 0)
    {
      gssize n_written = write (fd, text, length);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return errno;
      text += n_written;
      length -= (gsize) n_written;
    }

  return 0;
}

static void
write_out (const char *text,
           gsize length,
           const char *otherwise)
{
  int problem = try_to_write (STDOUT_FILENO, text, length);

  if (problem == 0)
    return;

  if (problem != EPIPE)
    proctor_ctl_complain (_ ("The output can't be written: %s"), g_strerror (problem));
  if (otherwise != NULL)
    proctor_ctl_say ("%s", otherwise);
  if (problem == EPIPE)
    end_quietly ();
  exit (PROCTOR_CTL_BROKEN);
}

/* Where even that can't be written, there is nobody left to tell. */
static void
printerr_cb (const char *text)
{
  (void) try_to_write (STDERR_FILENO, text, strlen (text));
}

G_GNUC_PRINTF (2, 0)
static void
say (const char *prefix,
     const char *format,
     va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *harmless = proctor_ctl_make_harmless (text);

  g_printerr ("%s%s\n", prefix, harmless);
}

/* The advice that comes with an error is for a window with settings. */
static char *
make_advice (ProctorCtl *self,
             const GError *error)
{
  const ProctorErrorDetails *details = proctor_api_error_get_details (error);

  if (error->code == PROCTOR_API_ERROR_KEY && self->key_variable != NULL)
    return g_strdup_printf (_ ("The key is from %s; check it, and that it belongs to this server."), self->key_variable);
  if (error->code == PROCTOR_API_ERROR_NOT_FOUND)
    return g_strdup (_ ("Check the id, and that the key is for the workspace it is in."));

  switch (details->remedy)
    {
    case PROCTOR_ERROR_REMEDY_OTHER:
      return g_strdup (details->advice);
    case PROCTOR_ERROR_REMEDY_ADDRESS:
      return g_strdup (_ ("Check the address in PROCTOR_BASE_URL."));
    case PROCTOR_ERROR_REMEDY_NETWORK_OR_ADDRESS:
      return g_strdup (_ ("Check the network and the address in PROCTOR_BASE_URL."));
    case PROCTOR_ERROR_REMEDY_NEW_ADDRESS:
      return g_strdup (_ ("If that is where the server is now, change the address in PROCTOR_BASE_URL."));
    }

  g_assert_not_reached ();
}

/* Servers have been seen to repeat a key that they don't like. */
static void
say_without_key (ProctorCtl *self,
                 const char *text)
{
  g_autoptr (GString) line = g_string_new (text);

  if (self->key != NULL)
    g_string_replace (line, self->key, "•••", 0);
  proctor_ctl_say ("%s", line->str);
}

static void
report (ProctorCtl *self,
        const char *sentence,
        const char *more,
        const ProctorErrorDetails *details)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", g_get_prgname (), sentence);

  say_without_key (self, line);
  if (more != NULL)
    say_without_key (self, more);
  if (details != NULL && details->request_id != NULL)
    {
      /* Translators: what a server's support asks for. */
      g_autofree char *request = g_strdup_printf (_ ("Request ID: %s"), details->request_id);

      say_without_key (self, request);
    }
}

static gboolean
append_record (ProctorCtl *self,
               GString *text,
               ProctorRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = proctor_wire_write (record, &error);
  g_autofree char *json = NULL;

  if (node == NULL)
    {
      proctor_ctl_report (self, error);
      return FALSE;
    }

  json = proctor_wire_node_to_text (node);
  g_string_append (text, json);
  if (proctor_record_get_read_only (record) != NULL)
    proctor_ctl_say (_ ("This is not quite what the server sent. %s"), proctor_record_get_read_only (record));

  return TRUE;
}

/**
 * proctor_ctl_make_harmless:
 * @text: (nullable): what somebody else wrote
 *
 * Returns: (transfer full): it on one line, without anything that a terminal would obey
 */
char *
proctor_ctl_make_harmless (const char *text)
{
  g_autofree char *valid = NULL;
  GString *line;

  if (text == NULL || is_plain (text))
    return g_strdup (text != NULL ? text : "");

  valid = g_utf8_make_valid (text, -1);
  line = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_harmless (line, g_utf8_get_char (p));

  return g_string_free (line, FALSE);
}

/**
 * proctor_ctl_format_time:
 * @time: seconds since 1970, 0 if it is not known
 *
 * Returns: (transfer full) (nullable): the time here
 */
char *
proctor_ctl_format_time (gint64 time)
{
  g_autoptr (GDateTime) date = time != 0 ? g_date_time_new_from_unix_local (time) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d %H:%M") : NULL;
}

gboolean
proctor_ctl_is_terminal (void)
{
  return isatty (STDOUT_FILENO);
}

/**
 * proctor_ctl_get_width:
 *
 * Returns: how wide the terminal is, 0 if there is none or it does not say
 */
guint
proctor_ctl_get_width (void)
{
  struct winsize size = { 0 };

  if (!proctor_ctl_is_terminal () || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;

  return size.ws_col;
}

static gboolean
has_colours (void)
{
  const char *no_colour = g_getenv ("NO_COLOR");

  return proctor_ctl_is_terminal () && (no_colour == NULL || *no_colour == '\0') && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/**
 * proctor_ctl_append_painted:
 * @line: what is to be printed
 * @paint: how
 * @text: a harmless text
 */
void
proctor_ctl_append_painted (GString *line,
                            ProctorCtlPaint paint,
                            const char *text)
{
  static const char *const codes[] = {
    [PROCTOR_CTL_PAINT_TITLE] = "1",
    [PROCTOR_CTL_PAINT_GOOD] = "32",
    [PROCTOR_CTL_PAINT_BAD] = "31",
    [PROCTOR_CTL_PAINT_ODD] = "33",
  };

  if (paint == PROCTOR_CTL_PAINT_NONE || *text == '\0' || !has_colours ())
    g_string_append (line, text);
  else
    g_string_append_printf (line, "\033[%sm%s\033[0m", codes[paint], text);
}

/**
 * proctor_ctl_init_output:
 *
 * Lets g_print() and g_printerr(), which GLib uses for --help, write UTF-8 as everything else does.
 */
void
proctor_ctl_init_output (void)
{
  g_set_print_handler (proctor_ctl_print);
  g_set_printerr_handler (printerr_cb);
}

/**
 * proctor_ctl_print:
 * @text: data, with the ends of its lines
 *
 * Prints text, in UTF-8 whatever the terminal's encoding is: names that have become question marks
 * are of no use to anybody.
 */
void
proctor_ctl_print (const char *text)
{
  write_out (text, strlen (text), NULL);
}

/**
 * proctor_ctl_print_or_say:
 * @text: data, with the ends of its lines
 * @otherwise: what to say if it can't be printed, which is the end of the program
 *
 * Prints what must not get lost.
 */
void
proctor_ctl_print_or_say (const char *text,
                          const char *otherwise)
{
  write_out (text, strlen (text), otherwise);
}

/**
 * proctor_ctl_print_json:
 * @text: valid JSON
 * @length: its length, -1 if it ends with a NUL
 *
 * Prints JSON and the end of its line, in UTF-8 whatever the terminal's encoding is. JSON has no
 * control characters but the highest, which only strings can hold; those are escaped.
 */
void
proctor_ctl_print_json (const char *text,
                        gssize length)
{
  gsize size = length >= 0 ? (gsize) length : strlen (text);
  gsize begin = 0;
  g_autoptr (GString) output = g_string_sized_new (size + 1);

  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) text[i];
      guchar next = i + 1 < size ? (guchar) text[i + 1] : 0;
      gboolean high = c == 0xc2 && next >= 0x80 && next < 0xa0;

      if (c != 0x7f && !high)
        continue;
      g_string_append_len (output, text + begin, (gssize) (i - begin));
      g_string_append_printf (output, "\\u%04x", high ? next : c);
      i += high ? 1 : 0;
      begin = i + 1;
    }
  g_string_append_len (output, text + begin, (gssize) (size - begin));
  g_string_append_c (output, '\n');
  write_out (output->str, output->len, NULL);
}

/**
 * proctor_ctl_append_member:
 * @json: an object that is being written, without its end
 * @name: the member's name
 * @value: its value
 *
 * Writes a member that is a string.
 */
void
proctor_ctl_append_member (GString *json,
                           const char *name,
                           const char *value)
{
  g_string_append_printf (json, "%s\"%s\":", json->str[json->len - 1] != '{' ? "," : "", name);
  proctor_wire_append_string (json, value);
}

/**
 * proctor_ctl_print_bytes:
 * @json: valid JSON, as it came
 */
void
proctor_ctl_print_bytes (GBytes *json)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  proctor_ctl_print_json (text, (gssize) length);
}

/**
 * proctor_ctl_print_record:
 * @self: what all commands need
 * @record: a record
 *
 * Returns: whether it could be written; if not, it has been said why
 */
gboolean
proctor_ctl_print_record (ProctorCtl *self,
                          ProctorRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!append_record (self, text, record))
    return FALSE;
  proctor_ctl_print_json (text->str, (gssize) text->len);

  return TRUE;
}

/**
 * proctor_ctl_print_records:
 * @self: what all commands need
 * @records: (element-type ProctorRecord): the rows of a list
 *
 * Prints a list with a row on each line.
 *
 * Returns: whether all could be written; if not, it has been said why
 */
gboolean
proctor_ctl_print_records (ProctorCtl *self,
                           GPtrArray *records)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < records->len; i++)
    {
      g_string_append (text, i > 0 ? ",\n" : "\n");
      if (!append_record (self, text, g_ptr_array_index (records, i)))
        return FALSE;
    }
  g_string_append (text, records->len > 0 ? "\n]" : "]");
  proctor_ctl_print_json (text->str, (gssize) text->len);

  return TRUE;
}

/**
 * proctor_ctl_say:
 * @format: a sentence
 * @...: what is filled in
 *
 * Says something about what is done.
 */
void
proctor_ctl_say (const char *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  say ("", format, arguments);
  va_end (arguments);
}

/**
 * proctor_ctl_complain:
 * @format: a sentence
 * @...: what is filled in
 *
 * Says that something can't be done.
 */
void
proctor_ctl_complain (const char *format,
                      ...)
{
  g_autofree char *prefix = g_strconcat (g_get_prgname (), ": ", NULL);
  va_list arguments;

  va_start (arguments, format);
  say (prefix, format, arguments);
  va_end (arguments);
}

/**
 * proctor_ctl_say_problem:
 * @record: a record that was printed
 *
 * Says if there is more to it than could be read.
 */
void
proctor_ctl_say_problem (ProctorRecord *record)
{
  if (proctor_record_get_problem (record) != NULL)
    proctor_ctl_say (_ ("Not all of it could be read. %s"), proctor_record_get_problem (record));
}

/**
 * proctor_ctl_report:
 * @self: what all commands need
 * @error: why something came to nothing
 *
 * Says what is wrong, what to do, and what the server's support will ask for.
 */
void
proctor_ctl_report (ProctorCtl *self,
                    const GError *error)
{
  const ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  g_autofree char *advice = details != NULL ? make_advice (self, error) : NULL;

  report (self, error->message, advice, details);
}

/**
 * proctor_ctl_report_named:
 * @self: what all commands need
 * @error: why something came to nothing
 * @missing: what to say if what was named is not there
 * @...: what is filled in
 *
 * Says what is wrong, as proctor_ctl_report() does. What somebody has named may never have been
 * there, and it helps to see what name was taken for it.
 */
void
proctor_ctl_report_named (ProctorCtl *self,
                          const GError *error,
                          const char *missing,
                          ...)
{
  g_autofree char *sentence = NULL;
  const ProctorErrorDetails *details;
  va_list arguments;

  if (!g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    {
      proctor_ctl_report (self, error);
      return;
    }

  va_start (arguments, missing);
  sentence = g_strdup_vprintf (missing, arguments);
  va_end (arguments);
  details = proctor_api_error_get_details (error);
  report (self, sentence, details->server_message, details);
}
