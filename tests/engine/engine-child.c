/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include "config.h"

#include "engine-child.h"

#include <errno.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "proctor-testing.h"

#define PATIENCE_USECS (60 * G_USEC_PER_SEC)
#define INTERVAL_USECS 2000

struct _EngineLine
{
  char *socket;
  int fd;
};

/**
 * engine_child_new:
 *
 * Returns: (transfer full): an engine that is not started yet; PROCTOR_TEST_ENGINE is its program
 */
EngineChild *
engine_child_new (void)
{
  EngineChild *child = g_new0 (EngineChild, 1);
  g_autoptr (GError) error = NULL;

  /* A socket's path has to be short. */
  child->folder = g_dir_make_tmp ("e-XXXXXX", &error);
  g_assert_no_error (error);
  child->data = g_build_filename (child->folder, "data", NULL);
  child->socket = g_build_filename (child->folder, "s", NULL);

  return child;
}

void
engine_child_free (EngineChild *child)
{
  if (child->process != NULL)
    engine_child_kill (child);
  proctor_testing_remove_folder (child->folder);
  g_free (child->folder);
  g_free (child->data);
  g_free (child->socket);
  g_free (child);
}

/**
 * engine_child_launch:
 * @child: an engine that doesn't run
 * @model_url: (nullable): where the models are, %NULL for those that are built in
 * @most_at_once: how many runs it carries out at a time
 */
void
engine_child_launch (EngineChild *child,
                     const char *model_url,
                     guint most_at_once)
{
  g_autofree char *runs = g_strdup_printf ("%u", most_at_once);
  const char *const words[] = { g_getenv ("PROCTOR_TEST_ENGINE"), "--data", child->data, "--socket", child->socket, "--linger", "3600", "--runs", runs,
                                model_url != NULL ? "--model-url" : NULL, model_url, NULL };
  g_autoptr (GError) error = NULL;

  g_assert (child->process == NULL && words[0] != NULL);
  child->process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
}

static int
try_connect (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  if (fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;
  if (fd >= 0)
    close (fd);

  return -1;
}

/**
 * engine_child_wait:
 * @child: an engine that was launched
 *
 * Waits until it serves.
 */
void
engine_child_wait (EngineChild *child)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_USECS;
  int fd;

  while ((fd = try_connect (child->socket)) < 0)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("The engine does not serve.");
      g_usleep (INTERVAL_USECS);
    }
  close (fd);
}

static void
wait_for_end (EngineChild *child)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait (child->process, NULL, &error);
  g_assert_no_error (error);
}

/* Whatever it is at. */
void
engine_child_kill (EngineChild *child)
{
  g_subprocess_send_signal (child->process, SIGKILL);
  wait_for_end (child);
  g_clear_object (&child->process);
}

void
engine_child_stop (EngineChild *child)
{
  g_subprocess_send_signal (child->process, SIGTERM);
  wait_for_end (child);
  g_assert_true (g_subprocess_get_successful (child->process));
  g_clear_object (&child->process);
}

static char *
read_about (EngineChild *child,
            const char *name)
{
  g_autofree char *path = g_build_filename ("/proc", g_subprocess_get_identifier (child->process), name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("There is no %s.", path);

  return text;
}

/* How long it has kept processors busy. */
double
engine_child_get_cpu_msecs (EngineChild *child)
{
  g_autofree char *text = read_about (child, "stat");
  g_auto (GStrv) words = g_strsplit (strrchr (text, ')') + 2, " ", -1);

  return (double) (g_ascii_strtoull (words[11], NULL, 10) + g_ascii_strtoull (words[12], NULL, 10)) * 1000 / (double) sysconf (_SC_CLK_TCK);
}

/* How much memory it has, "VmRSS", or has had at most, "VmHWM". */
double
engine_child_get_mebibytes (EngineChild *child,
                            const char *field)
{
  g_autofree char *text = read_about (child, "status");
  const char *found = strstr (text, field);

  g_assert_nonnull (found);

  return (double) g_ascii_strtoull (found + strlen (field) + 1, NULL, 10) / 1024;
}

EngineLine *
engine_line_new (const char *socket)
{
  EngineLine *line = g_new0 (EngineLine, 1);

  line->socket = g_strdup (socket);
  line->fd = -1;

  return line;
}

static void
hang_up (EngineLine *line)
{
  if (line->fd >= 0)
    close (line->fd);
  line->fd = -1;
}

void
engine_line_free (EngineLine *line)
{
  hang_up (line);
  g_free (line->socket);
  g_free (line);
}

static gboolean
write_all (int fd,
           const char *text,
           gsize length)
{
  while (length > 0)
    {
      ssize_t n = send (fd, text, length, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* Returns whether more has come. */
static gboolean
read_some (int fd,
           GString *text,
           gsize at_most)
{
  gsize before = text->len;
  ssize_t n;

  g_string_set_size (text, before + at_most);
  do
    n = recv (fd, text->str + before, at_most, 0);
  while (n < 0 && errno == EINTR);
  g_string_truncate (text, before + (gsize) MAX (n, 0));

  return n > 0;
}

static gboolean
read_answer (EngineLine *line,
             guint *status,
             GString *answer)
{
  const char *end, *length;
  gsize head, wanted;

  g_string_truncate (answer, 0);
  while ((end = strstr (answer->str, "\r\n\r\n")) == NULL)
    if (!read_some (line->fd, answer, 65536))
      return FALSE;

  *status = (guint) g_ascii_strtoull (answer->str + strlen ("HTTP/1.1 "), NULL, 10);
  head = (gsize) (end - answer->str) + 4;
  length = strcasestr (answer->str, "\r\nContent-Length:");
  wanted = head + (length != NULL && length < end ? (gsize) g_ascii_strtoull (length + strlen ("\r\nContent-Length:"), NULL, 10) : 0);
  while (answer->len < wanted)
    if (!read_some (line->fd, answer, wanted - answer->len))
      return FALSE;
  g_string_erase (answer, 0, (gssize) head);

  return TRUE;
}

/**
 * engine_line_ask:
 * @line: a connection
 * @method: an HTTP method
 * @path: a path with a query
 * @body: (nullable): what to send
 * @status: (out): the HTTP status
 * @answer: takes the answer's body
 *
 * Returns: whether there was an answer; without one, nobody knows whether it was done
 */
gboolean
engine_line_ask (EngineLine *line,
                 const char *method,
                 const char *path,
                 const char *body,
                 guint *status,
                 GString *answer)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%s %s HTTP/1.1\r\nHost: localhost\r\n", method, path);
  if (body != NULL)
    g_string_append_printf (text, "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen (body));
  g_string_append (text, "\r\n");
  if (body != NULL)
    g_string_append (text, body);

  if (line->fd < 0)
    line->fd = try_connect (line->socket);
  if (line->fd >= 0 && write_all (line->fd, text->str, text->len) && read_answer (line, status, answer))
    return TRUE;
  hang_up (line);

  return FALSE;
}

/**
 * engine_line_make:
 * @line: a connection
 * @path: where things are made
 * @body: what to make
 * @member: what its id is called in the answer
 *
 * Returns: (transfer full): the id; there has to be one
 */
char *
engine_line_make (EngineLine *line,
                  const char *path,
                  const char *body,
                  const char *member)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  guint status = 0;

  if (!engine_line_ask (line, "POST", path, body, &status, answer) || status != 200)
    g_error ("POST %s: %u %s", path, status, answer->str);
  node = json_from_string (answer->str, NULL);

  return g_strdup (json_object_get_string_member (json_node_get_object (node), member));
}
