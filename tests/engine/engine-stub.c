/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include "config.h"

#include "engine-stub.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_EVENTS 64

/* How soon an answer that was held back is given. */
#define HOLD_MSECS 10

/* No words of the agent's end a simulation; the user has them. */
#define AGENT_SAYS "The room is booked, and breakfast is until eleven on Sunday."
#define USER_SAYS "Thank you, that is all. [END]"
#define JUDGE_SAYS "{\\\"reasoning\\\": \\\"The agent says so.\\\", \\\"evidence\\\": [\\\"The room is booked\\\"], \\\"verdict\\\": \\\"success\\\"}"

/**
 * EngineStub:
 *
 * A model server that thinks for so long and always says the same. It has a thread of its own and
 * does little per question, so that what is measured beside it is the engine.
 */
struct _EngineStub
{
  char *url;
  GThread *thread;
  GRand *rand;
  GHashTable *lines;
  GQueue answers;
  int listener;
  int epoll;
  int end;
  guint least_msecs;
  guint most_msecs;

  /* Read by others. */
  guint n_asked;
  guint n_active;
  guint peak;

  /* Written by others. */
  int most_answers;
  int n_answered;
};

/* A connection, and what has come on it. */
typedef struct
{
  int fd;
  GByteArray *input;
} Line;

/* What is to be said, and when. */
typedef struct
{
  Line *line;
  gint64 due_usecs;
  const char *content;
  gboolean counts; /* the list of models is asked for without a body */
} Answer;

static void
line_free (gpointer data)
{
  Line *line = data;

  close (line->fd);
  g_byte_array_unref (line->input);
  g_free (line);
}

static int
compare_due (gconstpointer a,
             gconstpointer b,
             gpointer user_data)
{
  const Answer *one = a;
  const Answer *other = b;

  return (one->due_usecs > other->due_usecs) - (one->due_usecs < other->due_usecs);
}

static void
drop_line (EngineStub *stub,
           Line *line)
{
  GList *link = stub->answers.head;

  while (link != NULL)
    {
      GList *next = link->next;
      Answer *answer = link->data;

      if (answer->line == line)
        {
          g_free (answer);
          g_queue_delete_link (&stub->answers, link);
          g_atomic_int_add (&stub->n_active, -1);
        }
      link = next;
    }
  g_hash_table_remove (stub->lines, line);
}

static gboolean
has (const char *text,
     gsize length,
     const char *words)
{
  return memmem (text, length, words, strlen (words)) != NULL;
}

static Answer *
make_answer (EngineStub *stub,
             Line *line,
             const char *body,
             gsize length)
{
  Answer *answer = g_new0 (Answer, 1);
  guint span = (stub->most_msecs - stub->least_msecs) * 1000;

  answer->line = line;
  answer->counts = length > 0;
  answer->due_usecs = g_get_monotonic_time () + stub->least_msecs * 1000 + (span > 0 ? g_rand_int_range (stub->rand, 0, (gint32) span) : 0);
  if (has (body, length, "\\\"evidence\\\"") || has (body, length, "\"evidence\""))
    answer->content = JUDGE_SAYS;
  else
    answer->content = has (body, length, "You play the user") ? USER_SAYS : AGENT_SAYS;

  return answer;
}

static void
queue_answer (EngineStub *stub,
              Line *line,
              const char *body,
              gsize length)
{
  guint n_active = (guint) g_atomic_int_add (&stub->n_active, 1) + 1;

  if (length > 0)
    g_atomic_int_inc (&stub->n_asked);
  if (n_active > (guint) g_atomic_int_get (&stub->peak))
    g_atomic_int_set (&stub->peak, n_active);
  g_queue_insert_sorted (&stub->answers, make_answer (stub, line, body, length), compare_due, NULL);
}

/* Returns whether there was a whole question, which is taken out of what has come. */
static gboolean
take_question (EngineStub *stub,
               Line *line)
{
  const char *text = (const char *) line->input->data;
  const char *end = line->input->len > 0 ? memmem (text, line->input->len, "\r\n\r\n", 4) : NULL;
  gsize head = end != NULL ? (gsize) (end - text) + 4 : 0;
  g_autofree char *headers = NULL;
  const char *length;
  gsize body;

  if (end == NULL)
    return FALSE;

  headers = g_ascii_strdown (text, (gssize) head);
  length = strstr (headers, "content-length:");
  body = length != NULL ? (gsize) g_ascii_strtoull (length + strlen ("content-length:"), NULL, 10) : 0;
  if (line->input->len < head + body)
    return FALSE;
  queue_answer (stub, line, text + head, body);
  g_byte_array_remove_range (line->input, 0, (guint) (head + body));

  return TRUE;
}

static void
say (EngineStub *stub,
     Answer *answer)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"chat\",\"object\":\"chat.completion\",\"created\":1762000000,\"model\":\"stub\",\"data\":[],\"choices\":[{\"index\":0,"
                                           "\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}],"
                                           "\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":40,\"total_tokens\":160}}",
                                           answer->content);
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", strlen (body), body);

  g_atomic_int_add (&stub->n_active, -1);
  if (answer->counts)
    g_atomic_int_inc (&stub->n_answered);
  /* A connection that is gone is noticed when it is read. */
  if (send (answer->line->fd, text, strlen (text), MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EPIPE && errno != ECONNRESET)
    g_error ("the stub can't answer: %s", g_strerror (errno));
}

static int
say_what_is_due (EngineStub *stub)
{
  Answer *answer;

  while ((answer = g_queue_peek_head (&stub->answers)) != NULL)
    {
      gint64 left = answer->due_usecs - g_get_monotonic_time ();

      if (left > 0)
        return (int) ((left + 999) / 1000);
      if (answer->counts && g_atomic_int_get (&stub->n_answered) >= g_atomic_int_get (&stub->most_answers))
        return HOLD_MSECS;
      g_queue_pop_head (&stub->answers);
      say (stub, answer);
      g_free (answer);
    }

  return -1;
}

static void
watch (EngineStub *stub,
       int fd,
       gpointer data)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = data };

  if (epoll_ctl (stub->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
    g_error ("the stub can't watch: %s", g_strerror (errno));
}

static void
take_line (EngineStub *stub)
{
  int fd = accept4 (stub->listener, NULL, NULL, SOCK_CLOEXEC);
  int one = 1;
  Line *line;

  if (fd < 0)
    return;
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  line = g_new0 (Line, 1);
  line->fd = fd;
  line->input = g_byte_array_new ();
  g_hash_table_add (stub->lines, line);
  watch (stub, fd, line);
}

static void
read_line (EngineStub *stub,
           Line *line)
{
  guint8 buffer[65536];
  ssize_t n_read = recv (line->fd, buffer, sizeof buffer, MSG_DONTWAIT);

  if (n_read <= 0)
    {
      if (n_read == 0 || (errno != EAGAIN && errno != EINTR))
        drop_line (stub, line);
      return;
    }
  g_byte_array_append (line->input, buffer, (guint) n_read);
  while (take_question (stub, line))
    ;
}

static gpointer
stub_thread (gpointer data)
{
  EngineStub *stub = data;
  struct epoll_event events[MOST_EVENTS];

  while (TRUE)
    {
      int n = epoll_wait (stub->epoll, events, MOST_EVENTS, say_what_is_due (stub));

      for (int i = 0; i < n; i++)
        {
          if (events[i].data.ptr == NULL)
            return NULL;
          if (events[i].data.ptr == stub)
            take_line (stub);
          else
            read_line (stub, events[i].data.ptr);
        }
    }
}

/**
 * engine_stub_new:
 * @least_msecs: how long it thinks at least
 * @most_msecs: how long it thinks at most
 *
 * Returns: (transfer full): a model server on this computer
 */
EngineStub *
engine_stub_new (guint least_msecs,
                 guint most_msecs)
{
  EngineStub *stub = g_new0 (EngineStub, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;

  stub->least_msecs = least_msecs;
  stub->most_msecs = most_msecs;
  stub->most_answers = G_MAXINT;
  stub->rand = g_rand_new_with_seed (least_msecs);
  stub->lines = g_hash_table_new_full (NULL, NULL, line_free, NULL);
  stub->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  stub->epoll = epoll_create1 (EPOLL_CLOEXEC);
  stub->end = eventfd (0, EFD_CLOEXEC);
  if (bind (stub->listener, (struct sockaddr *) &address, length) != 0 || listen (stub->listener, 512) != 0 || getsockname (stub->listener, (struct sockaddr *) &address, &length) != 0)
    g_error ("the stub can't listen: %s", g_strerror (errno));
  stub->url = g_strdup_printf ("http://127.0.0.1:%u/v1", ntohs (address.sin_port));
  watch (stub, stub->listener, stub);
  watch (stub, stub->end, NULL);
  stub->thread = g_thread_new ("model-stub", stub_thread, stub);

  return stub;
}

void
engine_stub_free (EngineStub *stub)
{
  guint64 one = 1;

  if (write (stub->end, &one, sizeof one) != sizeof one)
    g_error ("the stub can't be told to end");
  g_thread_join (stub->thread);
  g_queue_clear_full (&stub->answers, g_free);
  g_hash_table_unref (stub->lines);
  g_rand_free (stub->rand);
  close (stub->listener);
  close (stub->epoll);
  close (stub->end);
  g_free (stub->url);
  g_free (stub);
}

/**
 * engine_stub_hold:
 * @stub: a model server
 * @n_answers: how many questions it still answers
 *
 * Then it thinks until it is let go.
 */
void
engine_stub_hold (EngineStub *stub,
                  guint n_answers)
{
  g_atomic_int_set (&stub->most_answers, g_atomic_int_get (&stub->n_answered) + (int) n_answers);
}

void
engine_stub_let_go (EngineStub *stub)
{
  g_atomic_int_set (&stub->most_answers, G_MAXINT);
}

const char *
engine_stub_get_url (EngineStub *stub)
{
  return stub->url;
}

guint
engine_stub_count (EngineStub *stub)
{
  return (guint) g_atomic_int_get (&stub->n_asked);
}

/* The most questions at a time since this was asked last. */
guint
engine_stub_take_peak (EngineStub *stub)
{
  guint peak = (guint) g_atomic_int_get (&stub->peak);

  g_atomic_int_set (&stub->peak, 0);

  return peak;
}
